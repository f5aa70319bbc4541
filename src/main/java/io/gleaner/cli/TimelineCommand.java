package io.gleaner.cli;

import io.gleaner.report.TimelineJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says when the upgrade did what, node by node and step by step. */
@Command(
        name = "timeline",
        description = {
            "Say when the upgrade did what: phases, nodes, steps, Jobs, Events, past upgrades.",
            "Every time says how it is known; expected ends are estimates. Reads only."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  gleaner timeline",
            "  gleaner timeline --scenario upgrade-running",
            "  gleaner timeline --context edge-7 -o json",
            "",
            "Exit codes: 0 told; 3 source unreadable or unreachable; 4 not permitted."
        })
final class TimelineCommand implements Callable<Integer> {
    private final GleanerCommand gleaner;

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Option(
            names = {"-o", "--format"},
            paramLabel = "text|json",
            defaultValue = "text",
            description = "Form of the answer: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    TimelineCommand(GleanerCommand gleaner) {
        this.gleaner = gleaner;
    }

    @Override
    public Integer call() {
        Terminal terminal = gleaner.terminal();
        try (OpenCluster cluster = OpenCluster.open(terminal, source)) {
            terminal.print(
                    format == Format.JSON
                            ? TimelineJson.write(cluster.assessment())
                            : terminal.timelineText().write(cluster.assessment()));
            return ExitCode.FINE;
        }
    }
}
