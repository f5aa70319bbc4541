package io.gleaner;

import io.gleaner.cli.GleanerCommandLine;
import io.gleaner.cli.Surroundings;
import io.gleaner.recovery.Journal;
import io.gleaner.ui.WindowLauncher;
import io.gleaner.ui.WindowRequest;
import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The composition of the program: the window or the terminal, with the real clock, streams and folders. Nothing of JavaFX is
 * loaded before it is certain that a window is wanted and can be shown.
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Path stateFolder = Journal.defaultFolder();
        LogFile.writeTo(stateFolder);
        Map<String, String> environment = System.getenv();
        Console console = System.console();
        BufferedReader answers = console != null && console.isTerminal()
                ? new BufferedReader(new InputStreamReader(System.in, console.charset()))
                : null;
        Surroundings surroundings = new Surroundings(
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                answers,
                answers != null,
                Display.isThere(System.getProperty("os.name", ""), environment),
                environment,
                Path.of(System.getProperty("user.home", ".")),
                stateFolder,
                InstantSource.system());
        AtomicBoolean windowIsOpen = new AtomicBoolean();
        int exitCode = GleanerCommandLine.run(
                surroundings,
                (scenario, bundle, kubeconfig, context) -> {
                    windowIsOpen.set(openWindow(new WindowRequest(scenario, bundle, kubeconfig, context), stateFolder));
                    return windowIsOpen.get();
                },
                arguments);
        // The process then lives as long as the window.
        if (!windowIsOpen.get()) {
            System.exit(exitCode);
        }
    }

    /** UTF-8 whatever the locale: JSON has to be, and a question mark is no state. */
    private static PrintWriter utf8(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    private static boolean openWindow(WindowRequest request, Path stateFolder) {
        try {
            WindowLauncher.launch(request, stateFolder, InstantSource.system());
            return true;
        } catch (UnsupportedOperationException _) {
            // What JavaFX says when the display that the environment names does not answer.
            return false;
        }
    }
}
