package io.gleaner.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command: the window where there is a display, the help where there is none. */
@Command(
        name = "gleaner",
        description = {
            "Diagnoses interrupted Harvester upgrades and resumes paused ManagedCharts safely.",
            "Without a command it opens the window."
        },
        synopsisSubcommandLabel = "[COMMAND]",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gleaner diagnose --scenario aborted-before-pod-upgrade",
            "  gleaner diagnose --context edge-7 -o json",
            "  gleaner recover --context edge-7 resume-charts --dry-run",
            "",
            "Exit codes: 0 fine; 1 findings at or above --fail-on; 2 usage; 3 source unreadable or unreachable;",
            "  4 not permitted; 5 a recovery step failed or did not verify; 6 a guard refused or the plan does not",
            "  apply; 70 a fault of Gleaner itself.",
            "Results go to standard output, progress and messages to standard error. NO_COLOR is respected."
        })
final class GleanerCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final WindowOpener windows;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--language",
            paramLabel = "en|zh",
            scope = ScopeType.INHERIT,
            description = "Language of the answers (default: from LC_ALL, LC_MESSAGES, LANG).")
    private @Nullable Language language;

    GleanerCommand(Surroundings surroundings, WindowOpener windows) {
        this.surroundings = surroundings;
        this.windows = windows;
    }

    @Override
    public Integer call() {
        if (surroundings.display() && windows.open(null, null, null, null)) {
            return ExitCode.FINE;
        }
        if (spec != null) {
            spec.commandLine().usage(surroundings.out());
        }
        terminal().tell("cli.window.noDisplay");
        return ExitCode.FINE;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    WindowOpener windows() {
        return windows;
    }

    Terminal terminal() {
        return new Terminal(surroundings, language == null ? Language.of(surroundings.environment()) : language);
    }
}
