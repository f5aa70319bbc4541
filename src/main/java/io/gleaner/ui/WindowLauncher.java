package io.gleaner.ui;

import io.gleaner.recovery.Executor;
import io.gleaner.recovery.Journal;
import io.gleaner.source.live.KubeconfigCatalogue;
import io.gleaner.ui.fx.FxThread;
import io.gleaner.ui.fx.VirtualThreads;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import javafx.stage.Stage;

/** Starts the window: the one place where its parts are put together. */
public final class WindowLauncher {
    private WindowLauncher() {}

    /** Shows the window. Returns at once; the process lives until the window is closed. */
    public static void launch(WindowRequest request) {
        Services services = services();
        FxThread.start(() -> new MainWindow(new Stage(), services).show(request));
    }

    private static Services services() {
        FxThread fxThread = new FxThread();
        InstantSource clock = InstantSource.system();
        Journal journal = new Journal(Journal.defaultFolder());
        KubeconfigCatalogue catalogue =
                new KubeconfigCatalogue(System.getenv(), Path.of(System.getProperty("user.home")));
        return new Services(
                new InstalledClusters(catalogue),
                new JournaledMeaning(journal),
                (writer, origin) -> new JournaledRecovery(new Executor(writer, origin, journal, clock), journal),
                new NativeFilePicker(),
                new VirtualThreads(fxThread),
                fxThread,
                clock,
                ZoneId.systemDefault(),
                version());
    }

    private static String version() {
        return Optional.ofNullable(WindowLauncher.class.getPackage().getImplementationVersion())
                .orElse("dev");
    }
}
