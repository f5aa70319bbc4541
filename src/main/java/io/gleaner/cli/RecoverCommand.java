package io.gleaner.cli;

import io.gleaner.recovery.PlanOffer;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Carries a plan out. */
@Command(
        name = "recover",
        description = {
            "Carry a plan out: preview, ask, write, verify; can be taken back.",
            "Permissions and guards are checked before every step, each step is verified on the cluster before the next,",
            "and a journal is kept. A run that was cut short is finished first. Ctrl-C stops between two steps."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  gleaner recover --context edge-7 resume-charts --dry-run",
            "  gleaner recover --context edge-7 resume-charts --chart harvester-crd --yes",
            "",
            "Exit codes: 0 done and verified; 2 usage; 3 source unreadable or unreachable; 4 not permitted; 5 a step",
            "  failed, did not verify or was stopped; 6 a guard refused, the plan does not apply, or you said no."
        })
final class RecoverCommand implements Callable<Integer> {
    private final GleanerCommand gleaner;

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Parameters(index = "0", paramLabel = "PLAN", description = "Name of a plan, such as resume-charts.")
    private String plan = "";

    @Option(
            names = {"--chart", "--node", "--object"},
            paramLabel = "NAME",
            description = "Only this chart, node, or other object the plan is about; may be repeated.")
    private Set<String> names = new LinkedHashSet<>();

    @Option(names = "--dry-run", description = "Show what would be done; write nothing.")
    private boolean dryRun;

    @Mixin
    private RunOptions options = new RunOptions();

    RecoverCommand(GleanerCommand gleaner) {
        this.gleaner = gleaner;
    }

    @Override
    public Integer call() {
        Terminal terminal = gleaner.terminal();
        Consent consent = options.consent();
        if (!dryRun) {
            consent.requirePossible(terminal);
        }
        try (OpenCluster cluster = OpenCluster.open(terminal, source)) {
            Recovery recovery = new Recovery(terminal, cluster, source.arguments());
            PlanOffer offer = recovery.offer(plan, names);
            return dryRun ? recovery.tryOut(offer) : recovery.carryOut(offer, consent, options.timeout());
        }
    }
}
