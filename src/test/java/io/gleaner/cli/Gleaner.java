package io.gleaner.cli;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The command line in this process, with a home of its own and streams that are kept. */
final class Gleaner {
    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private @Nullable BufferedReader answers;
    private boolean terminal;
    private boolean display;
    private WindowOpener windows = (_, _, _, _) -> {
        throw new AssertionError("no window was wanted");
    };

    Gleaner(Path home) {
        this.home = home;
    }

    /** What one command left behind. */
    record Outcome(int exitCode, String out, String err) {}

    Gleaner answering(String lines) {
        answers = new BufferedReader(new StringReader(lines));
        return this;
    }

    Gleaner onTerminal() {
        terminal = true;
        return this;
    }

    Gleaner with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Gleaner onDisplay(WindowOpener opener) {
        display = true;
        windows = opener;
        return this;
    }

    Path stateFolder() {
        return home.resolve("state");
    }

    Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings surroundings = new Surroundings(
                new PrintWriter(out),
                new PrintWriter(err),
                answers,
                terminal,
                display,
                environment,
                home,
                stateFolder(),
                InstantSource.system());
        int exitCode = GleanerCommandLine.run(surroundings, windows, arguments);
        return new Outcome(exitCode, out.toString(), err.toString());
    }
}
