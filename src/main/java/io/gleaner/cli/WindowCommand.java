package io.gleaner.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Opens the window on a source; where there is no display, shows the same in the terminal. */
@Command(
        name = "window",
        description = {
            "Open the window, on a source if one is named.",
            "Where there is no display, print the same incident in the terminal."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  gleaner window --scenario aborted-before-pod-upgrade",
            "  gleaner window --context edge-7",
            "",
            "Exit codes: 0 fine; 2 usage; 3 source unreadable or unreachable; 4 not permitted."
        })
final class WindowCommand implements Callable<Integer> {
    private final GleanerCommand gleaner;

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Spec
    private @Nullable CommandSpec spec;

    WindowCommand(GleanerCommand gleaner) {
        this.gleaner = gleaner;
    }

    @Override
    public Integer call() {
        if (gleaner.surroundings().display()
                && gleaner.windows().open(source.scenario(), source.bundle(), source.kubeconfig(), source.context())) {
            return ExitCode.FINE;
        }
        Terminal terminal = gleaner.terminal();
        if (source.isNamed()) {
            try (OpenCluster cluster = OpenCluster.open(terminal, source)) {
                terminal.print(terminal.assessmentText().write(cluster.assessment(), source.arguments()));
            }
        } else if (spec != null) {
            spec.root().commandLine().usage(terminal.surroundings().out());
        }
        terminal.tell("cli.window.noDisplay");
        return ExitCode.FINE;
    }
}
