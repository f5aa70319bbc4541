package io.gleaner.ui;

import io.gleaner.recovery.Executor;
import io.gleaner.recovery.Journal;
import io.gleaner.recovery.UnfinishedRuns;
import io.gleaner.report.GleanerVersion;
import io.gleaner.source.bundle.Bundles;
import io.gleaner.source.live.KubeconfigCatalogue;
import io.gleaner.ui.fx.FxThread;
import io.gleaner.ui.fx.VirtualThreads;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the window: the one place where its parts are put together. */
public final class WindowLauncher {
    private static final Logger LOG = LoggerFactory.getLogger(WindowLauncher.class);

    private WindowLauncher() {}

    /**
     * Shows the window. Returns at once; the process then lives until the window is closed.
     *
     * @param stateFolder where the journal is
     * @throws UnsupportedOperationException when the display does not answer
     */
    public static void launch(WindowRequest request, Path stateFolder, InstantSource clock) {
        Services services = services(new Journal(stateFolder), new Bundles(stateFolder), clock);
        FxThread.start(() -> {
            Thread.currentThread()
                    .setUncaughtExceptionHandler((_, failure) -> LOG.error("the window stumbled", failure));
            new MainWindow(new Stage(), services).show(request);
        });
    }

    private static Services services(Journal journal, Bundles bundles, InstantSource clock) {
        FxThread fxThread = new FxThread();
        KubeconfigCatalogue catalogue =
                new KubeconfigCatalogue(System.getenv(), Path.of(System.getProperty("user.home")));
        return new Services(
                new InstalledClusters(catalogue, bundles, clock),
                new JournaledMeaning(journal, clock),
                (writer, origin) -> new JournaledRecovery(
                        new Executor(writer, origin, journal, clock),
                        new UnfinishedRuns(writer, origin, journal, clock),
                        journal),
                new NativeFilePicker(),
                new VirtualThreads(fxThread),
                fxThread,
                clock,
                ZoneId.systemDefault(),
                GleanerVersion.current());
    }
}
