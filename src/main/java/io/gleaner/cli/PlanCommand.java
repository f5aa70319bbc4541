package io.gleaner.cli;

import io.gleaner.recovery.Planner;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a plan would do, or which plans apply. */
@Command(
        name = "plan",
        description = {
            "Show what a plan would do, or which plans apply. Writes nothing.",
            "With PLAN: steps, guards, differences and the equal kubectl commands.",
            "Without PLAN: which plans apply, and why the others do not."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  gleaner plan --context edge-7",
            "  gleaner plan --context edge-7 resume-charts --chart harvester-crd",
            "",
            "Exit codes: 0 the plan can run; 3 source unreadable or unreachable; 4 not permitted; 5 the server refused",
            "  the dry run; 6 a guard refused or the plan does not apply."
        })
final class PlanCommand implements Callable<Integer> {
    private final GleanerCommand gleaner;

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PLAN",
            description = "Name of a plan, such as resume-charts.")
    private @Nullable String plan;

    @Option(
            names = {"--chart", "--node", "--object"},
            paramLabel = "NAME",
            description = "Only this chart, node, or other object the plan is about; may be repeated.")
    private Set<String> names = new LinkedHashSet<>();

    PlanCommand(GleanerCommand gleaner) {
        this.gleaner = gleaner;
    }

    @Override
    public Integer call() {
        Terminal terminal = gleaner.terminal();
        try (OpenCluster cluster = OpenCluster.open(terminal, source)) {
            Recovery recovery = new Recovery(terminal, cluster, source.arguments());
            String name = plan;
            if (name != null) {
                return recovery.tryOut(recovery.offer(name, names));
            }
            for (String each : Planner.planNames()) {
                terminal.print(terminal.planText().line(each, recovery.offer(each, names)));
            }
            return ExitCode.FINE;
        }
    }
}
