package io.gleaner.cli;

import io.gleaner.analysis.Assessment;
import io.gleaner.report.GleanerVersion;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Says which Gleaner this is. */
@Command(name = "version", description = "Say which Gleaner this is, with the version of its rules.")
final class VersionCommand implements Callable<Integer> {
    private final GleanerCommand gleaner;

    VersionCommand(GleanerCommand gleaner) {
        this.gleaner = gleaner;
    }

    @Override
    public Integer call() {
        Terminal terminal = gleaner.terminal();
        terminal.print(terminal.phrases()
                        .say(
                                "cli.version",
                                GleanerVersion.current(),
                                Assessment.RULES_VERSION,
                                Runtime.version().toString())
                + "\n");
        return ExitCode.FINE;
    }
}
