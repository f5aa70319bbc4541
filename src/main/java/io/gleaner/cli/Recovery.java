package io.gleaner.cli;

import io.gleaner.analysis.Recommendation;
import io.gleaner.model.Text;
import io.gleaner.recovery.Executor;
import io.gleaner.recovery.PlanOffer;
import io.gleaner.recovery.Planner;
import io.gleaner.recovery.Preview;
import io.gleaner.recovery.RecoveryPlan;
import io.gleaner.recovery.RunResult;
import io.gleaner.recovery.UnfinishedRun;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code plan}, {@code recover} and {@code undo} share: trying a plan out, and carrying it out after consent.
 *
 * @param sourceArguments what names the cluster in the next command
 */
record Recovery(Terminal terminal, OpenCluster cluster, String sourceArguments) {

    /** @param names of charts, nodes or workloads; empty means all that need it */
    PlanOffer offer(String plan, Set<String> names) {
        List<String> plans = Planner.planNames();
        if (!plans.contains(plan)) {
            throw new CommandException(
                    ExitCode.USAGE, Text.of("cli.plan.unknown", plan, plans), Text.of("cli.plan.unknown.next"));
        }
        if (plan.equals(Recommendation.RESUME_CHARTS)) {
            names.stream()
                    .filter(chart -> cluster.assessment().chart(chart).isEmpty())
                    .findFirst()
                    .ifPresent(this::refuseUnknownChart);
        }
        return names.isEmpty() ? restOfRunCutShort(plan).orElseGet(() -> newPlan(plan, names)) : newPlan(plan, names);
    }

    private PlanOffer newPlan(String plan, Set<String> names) {
        return Planner.plan(plan, cluster.assessment(), cluster.state(), names);
    }

    /** A run of the same plan that was cut short is finished first: what it wrote is verified, then comes what it left. */
    private Optional<PlanOffer> restOfRunCutShort(String plan) {
        return cluster.unfinishedRuns().stream()
                .flatMap(unfinished -> unfinished.all().stream()
                        .filter(run -> run.plan().equals(plan))
                        .map(run -> unfinished.finish(unfinished.inspect(run), cluster.assessment(), cluster.state())))
                .filter(PlanOffer.Offered.class::isInstance)
                .findFirst();
    }

    /** Completes the records of runs that were cut short after everything they did was verified. */
    private void closeRunsWithNothingLeft() {
        cluster.unfinishedRuns()
                .ifPresent(unfinished -> unfinished.all().stream()
                        .map(unfinished::inspect)
                        .filter(UnfinishedRun::canBeClosed)
                        .filter(run -> unfinished.verify(run) instanceof PlanOffer.Refused)
                        .forEach(run -> {
                            unfinished.close(run);
                            terminal.tell("cli.run.closed", run.run().runId());
                        }));
    }

    private void refuseUnknownChart(String chart) {
        List<String> known =
                cluster.assessment().charts().stream().map(each -> each.name()).toList();
        throw new CommandException(
                ExitCode.USAGE, Text.of("cli.chart.unknown", chart), Text.of("cli.chart.unknown.next", known));
    }

    /** Permissions, guards and dry runs as the result; writes nothing. */
    int tryOut(PlanOffer offer) {
        return switch (offer) {
            case PlanOffer.Refused refused -> refuse(refused);
            case PlanOffer.Offered(RecoveryPlan plan) -> {
                Preview preview = cluster.executor().preview(plan);
                terminal.print(terminal.planText().write(preview));
                yield ExitCode.of(preview);
            }
        };
    }

    /**
     * The whole way: preview, consent, run, proof.
     *
     * @param consent how somebody said yes before
     */
    int carryOut(PlanOffer offer, Consent consent, Duration timeout) {
        return switch (offer) {
            case PlanOffer.Refused refused -> {
                closeRunsWithNothingLeft();
                yield refuse(refused);
            }
            case PlanOffer.Offered(RecoveryPlan plan) -> {
                consent.requirePossible(terminal);
                Executor executor = cluster.executor();
                Preview preview = executor.preview(plan);
                terminal.say(terminal.planText().write(preview));
                if (!preview.canRun()) {
                    yield ExitCode.of(preview);
                }
                if (!consent.given(terminal, plan, cluster.origin())) {
                    terminal.tell("cli.declined");
                    yield ExitCode.REFUSED;
                }
                yield run(executor, preview, timeout);
            }
        };
    }

    private int run(Executor executor, Preview preview, Duration timeout) {
        try (Interruption interruption = Interruption.watch(() -> terminal.tell("cli.interrupted"))) {
            RunResult result = executor.run(
                    preview,
                    timeout,
                    progress -> terminal.say(terminal.runText().progress(preview.plan(), progress)),
                    interruption::isRequested);
            terminal.print(terminal.runText().result(result));
            if (!result.runId().isEmpty()) {
                String source = sourceArguments.isEmpty() ? "" : sourceArguments + " ";
                terminal.print(terminal.phrases().say("cli.run.next", result.runId(), source) + "\n");
            }
            if (!interruption.isRequested()) {
                terminal.print(terminal.assessmentText().charts(cluster.assessAgain()));
            }
            return ExitCode.of(result.outcome());
        }
    }

    private int refuse(PlanOffer.Refused refused) {
        terminal.print(terminal.planText().write(refused));
        return ExitCode.REFUSED;
    }
}
