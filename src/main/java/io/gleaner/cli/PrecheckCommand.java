package io.gleaner.cli;

import io.gleaner.analysis.precheck.Precheck;
import io.gleaner.report.PrecheckJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says everything that stands against an upgrade, before one is started. */
@Command(
        name = "precheck",
        description = {
            "Say everything that stands against an upgrade, before you start one.",
            "Makes the checks of Harvester’s webhook and of the vendor’s script, and some that both leave out: all at",
            "once, each with its resolution. What cannot be checked from here is listed with the command that tells.",
            "Reads only."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  gleaner precheck",
            "  gleaner precheck --context edge-7",
            "  gleaner precheck --kubeconfig edge-7.yaml -o json",
            "",
            "Exit codes: 0 no check failed; 1 a check failed; 3 source unreadable or unreachable; 4 not permitted."
        })
final class PrecheckCommand implements Callable<Integer> {
    private final GleanerCommand gleaner;

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Option(
            names = {"-o", "--format"},
            paramLabel = "text|json",
            defaultValue = "text",
            description = "Form of the answer: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    PrecheckCommand(GleanerCommand gleaner) {
        this.gleaner = gleaner;
    }

    @Override
    public Integer call() {
        Terminal terminal = gleaner.terminal();
        try (OpenCluster cluster = OpenCluster.open(terminal, source)) {
            Precheck precheck = Precheck.of(cluster.state());
            terminal.print(
                    format == Format.JSON
                            ? PrecheckJson.write(precheck)
                            : terminal.precheckText().write(precheck));
            return precheck.failed() ? ExitCode.FINDINGS : ExitCode.FINE;
        }
    }
}
