package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Origin;
import io.gleaner.model.Text;
import io.gleaner.recovery.RunResult.Outcome;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterWriter;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The only writer: takes plans through the protocol, from the permission check to the verification. Blocking; a run is
 * cancelled through its {@code cancelled} argument and never by interrupting its thread, which would close the journal.
 */
public final class Executor {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ClusterWriter cluster;
    private final Origin origin;
    private final Journal journal;
    private final InstantSource clock;
    private final LiveFacts facts;

    public Executor(ClusterWriter cluster, Origin origin, Journal journal, InstantSource clock) {
        this.cluster = cluster;
        this.origin = origin;
        this.journal = journal;
        this.clock = clock;
        this.facts = new LiveFacts(cluster, origin);
    }

    /**
     * Asks for permission, guards and dry runs; writes nothing to the cluster and nothing to the journal.
     *
     * @throws ClusterRequestException when the server does not even answer what is permitted; later trouble is told in the
     *     steps
     */
    public Preview preview(RecoveryPlan plan) {
        List<Preview.Permission> permissions = Rights.ask(cluster, plan);
        Signature signature = Signature.ofPreview(clock.instant());
        Map<ObjectRef, ObjectNode> expected = new HashMap<>();
        List<StepPreview> previews = new ArrayList<>();
        for (PlanStep step : plan.steps()) {
            ObjectRef target = step.operation().target();
            switch (step.turn()) {
                case AT_ONCE -> {
                    Rehearsal rehearsal = Rehearsal.of(facts, step, signature);
                    if (rehearsal instanceof Rehearsal.Ready(var _, LiveObject live, ArrayNode patch)
                            && !Change.deletes(patch)) {
                        expected.put(target, Change.applied(patch, live.json()));
                    }
                    previews.add(rehearsal.preview());
                }
                case AFTER_EARLIER_STEPS ->
                    previews.add(Rehearsal.foresee(facts, step, signature, Optional.ofNullable(expected.get(target))));
            }
        }
        return new Preview(plan, permissions, previews);
    }

    /**
     * Runs a plan the user has seen. Stops at the first step that is refused, fails or does not verify.
     *
     * @param shown what the user agreed to; a live object that differs from it stops the run
     * @param verifyTimeout how long each step may take to show its effect
     * @param progress called on the calling thread for every change of a step
     * @param cancelled asked between steps and while verifying; what was written stays written and journaled
     */
    public RunResult run(
            Preview shown, Duration verifyTimeout, Consumer<StepProgress> progress, BooleanSupplier cancelled) {
        Optional<RunResult> obstacle = obstacle(shown);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        String user;
        try {
            Optional<Text> denied = firstDenied(Rights.ask(cluster, shown.plan()));
            if (denied.isPresent()) {
                return notStarted(shown, Outcome.NOT_PERMITTED, Text.of("recovery.run.notPermitted", denied.get()));
            }
            user = cluster.user().orElse("");
        } catch (ClusterRequestException e) {
            return notStarted(shown, Outcome.FAILED, RequestFailure.text(e));
        }
        RunProgress state = new RunProgress(shown, progress, clock);
        try (JournalWriter writer = journal.open()) {
            new UnfinishedRuns(cluster, origin, journal, clock).closeThoseTakenUpBy(shown.plan(), writer);
            RunLog log = new RunLog(writer, newRunId(), clock);
            log.started(shown.plan(), origin, user);
            state.startedAs(log.runId());
            Signature signature = Signature.of(user, clock.instant(), log.runId());
            return steps(shown, verifyTimeout, state, cancelled, log, signature);
        } catch (JournalException e) {
            return state.stoppedByJournal(Text.of("recovery.run.journal", e.what()));
        }
    }

    private RunResult steps(
            Preview shown,
            Duration verifyTimeout,
            RunProgress state,
            BooleanSupplier cancelled,
            RunLog log,
            Signature signature) {
        StepRun stepRun =
                new StepRun(facts, log, signature, () -> new Patience(verifyTimeout, cancelled), state::report);
        for (StepPreview step : shown.steps()) {
            state.at(step.step().number());
            if (cancelled.getAsBoolean()) {
                return ended(state, log, StepEnd.cancelled(Text.of("recovery.step.cancelled")));
            }
            StepEnd end = stepRun.run(step);
            if (end.journaled() == StepEnd.Journaled.LEFT_OPEN) {
                state.report(end.stage(), end.detail());
                return state.stopped(end.outcome(), end.detail());
            }
            if (!end.letsRunGoOn()) {
                return ended(state, log, end);
            }
            log.stepEnded(state.step(), end.stage(), end.detail());
            state.report(end.stage(), end.detail());
        }
        Text summary = Text.of("recovery.run.succeeded", shown.steps().size());
        log.runEnded(Outcome.SUCCEEDED, summary);
        return state.stopped(Outcome.SUCCEEDED, summary);
    }

    private static RunResult ended(RunProgress state, RunLog log, StepEnd end) {
        log.stepEnded(state.step(), end.stage(), end.detail());
        state.report(end.stage(), end.detail());
        Text summary = state.summary(end);
        log.runEnded(end.outcome(), summary);
        return state.stopped(end.outcome(), summary);
    }

    /** Why what was shown must not be run at all. */
    private Optional<RunResult> obstacle(Preview shown) {
        Optional<Text> denied = firstDenied(shown.permissions());
        if (denied.isPresent()) {
            return Optional.of(
                    notStarted(shown, Outcome.NOT_PERMITTED, Text.of("recovery.run.notPermitted", denied.get())));
        }
        if (shown.steps().size() != shown.plan().steps().size() || !shown.canRun()) {
            return Optional.of(notStarted(shown, Outcome.REFUSED, Text.of("recovery.run.notAccepted")));
        }
        return Optional.empty();
    }

    private static Optional<Text> firstDenied(List<Preview.Permission> permissions) {
        return permissions.stream()
                .filter(permission -> !permission.allowed())
                .map(Preview.Permission::right)
                .findFirst();
    }

    private RunResult notStarted(Preview shown, Outcome outcome, Text why) {
        return new RunProgress(shown, _ -> {}, clock).stopped(outcome, why);
    }

    private static String newRunId() {
        byte[] bytes = new byte[4];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
