package io.gleaner.recovery;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.Recommendation;
import io.gleaner.model.ClusterState;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Origin;
import io.gleaner.model.Text;
import io.gleaner.recovery.RecordedRun.RecordedStep;
import io.gleaner.recovery.RunResult.Outcome;
import io.gleaner.recovery.StepProgress.Stage;
import io.gleaner.recovery.UnfinishedRun.Found;
import io.gleaner.recovery.UnfinishedRun.FoundStep;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The runs of this cluster that a crash, a kill or a lost connection cut short. Looks at the objects to say what happened,
 * and offers to verify, to finish or to undo ({@link Planner#undo}); each is a plan and goes through preview and run like
 * any other. A run that takes up everything an unfinished one left in doubt closes it with what was found.
 */
public final class UnfinishedRuns {
    private static final JsonMapper JSON = new JsonMapper();

    private final ClusterWriter cluster;
    private final Origin origin;
    private final Journal journal;
    private final InstantSource clock;

    public UnfinishedRuns(ClusterWriter cluster, Origin origin, Journal journal, InstantSource clock) {
        this.cluster = cluster;
        this.origin = origin;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Oldest first; none while a run is on, here or in another Gleaner, because that one is not cut short.
     *
     * @throws JournalException when the journal cannot be read
     */
    public List<RecordedRun> all() {
        return journal.isInUse() ? List.of() : unfinishedHere();
    }

    private List<RecordedRun> unfinishedHere() {
        return journal.runs().stream()
                .filter(RecordedRun::isUnfinished)
                .filter(run -> run.wasMadeOn(origin))
                .toList();
    }

    /** Says of every step what became of it, by looking at the live object. Writes nothing. */
    public UnfinishedRun inspect(RecordedRun run) {
        return new UnfinishedRun(run, run.steps().stream().map(this::inspect).toList());
    }

    private FoundStep inspect(RecordedStep step) {
        if (step.isVerified()) {
            return new FoundStep(step, Found.VERIFIED, Text.of("recovery.found.verified", step.target()), "");
        }
        if (!step.mayBeWritten()) {
            return new FoundStep(step, Found.NOT_SENT, Text.of("recovery.found.notSent", step.target()), "");
        }
        try {
            return compare(step, LiveObject.read(cluster, step.target()));
        } catch (ClusterRequestException e) {
            return e.reason() == ClusterRequestException.Reason.NOT_FOUND
                    ? gone(step)
                    : new FoundStep(step, Found.NOT_KNOWN, RequestFailure.text(e), "");
        }
    }

    private static FoundStep gone(RecordedStep step) {
        Text fact = Text.of("recovery.found.gone", step.target());
        return Change.deletes(RecordedSteps.patch(step))
                ? new FoundStep(step, Found.APPLIED, fact, "{}")
                : new FoundStep(step, Found.CHANGED_SINCE, fact, "");
    }

    private static FoundStep compare(RecordedStep step, LiveObject live) {
        String json = Redaction.of(ObjectView.withoutBulk(live.json())).toString();
        ObjectRef target = step.target();
        LiveObject before = RecordedSteps.before(step);
        if (!live.uid().equals(before.uid())) {
            Text fact = Text.of("recovery.found.replaced", target);
            return Change.deletes(RecordedSteps.patch(step))
                    ? new FoundStep(step, Found.APPLIED, fact, json)
                    : new FoundStep(step, Found.CHANGED_SINCE, fact, json);
        }
        if (Change.isIn(RecordedSteps.patch(step), live.json())) {
            return new FoundStep(step, Found.APPLIED, Text.of("recovery.found.applied", target), json);
        }
        return !step.written() && live.generation() == before.generation()
                ? new FoundStep(step, Found.NOT_APPLIED, Text.of("recovery.found.notApplied", target), json)
                : new FoundStep(step, Found.CHANGED_SINCE, Text.of("recovery.found.turnedBack", target), json);
    }

    /** Offers to wait for the effect of what was applied and never seen to work. */
    public PlanOffer verify(UnfinishedRun unfinished) {
        List<PlanStep> steps = verifySteps(unfinished);
        return steps.isEmpty()
                ? new PlanOffer.Refused(
                        Text.of("recovery.check.nothing", unfinished.run().runId()), List.of())
                : new PlanOffer.Offered(plan(unfinished.run(), steps, List.of()));
    }

    /**
     * Offers to do what is left of the run: first what was applied is verified, then come the steps it never got to. Charts to
     * resume are judged anew by what is known of them now; any other step was planned in full and faces its guards again.
     */
    public PlanOffer finish(UnfinishedRun unfinished, Assessment assessment, ClusterState state) {
        RecordedRun run = unfinished.run();
        if (run.plan().equals(Planner.UNDO)) {
            return journal.run(run.undoOf())
                    .map(Planner::undo)
                    .orElseGet(
                            () -> new PlanOffer.Refused(Text.of("recovery.undo.notRecorded", run.undoOf()), List.of()));
        }
        return run.plan().equals(Recommendation.RESUME_CHARTS)
                ? finishResuming(unfinished, assessment, state)
                : finishAsPlanned(unfinished);
    }

    private PlanOffer finishResuming(UnfinishedRun unfinished, Assessment assessment, ClusterState state) {
        Set<String> left = leftSteps(unfinished)
                .map(step -> step.target().name())
                .filter(name -> assessment
                        .chart(name)
                        .map(ChartAssessment::paused)
                        .filter(paused -> !paused.isNo())
                        .isPresent())
                .collect(Collectors.toSet());
        if (left.isEmpty()) {
            return verify(unfinished);
        }
        return switch (Planner.plan(unfinished.run().plan(), assessment, state, left)) {
            case PlanOffer.Refused refused -> refused;
            case PlanOffer.Offered(RecoveryPlan rest) -> {
                List<PlanStep> steps = new ArrayList<>(verifySteps(unfinished));
                rest.steps().forEach(step -> steps.add(step.numbered(steps.size() + 1)));
                yield new PlanOffer.Offered(plan(unfinished.run(), steps, rest.leftOut()));
            }
        };
    }

    private PlanOffer finishAsPlanned(UnfinishedRun unfinished) {
        List<PlanStep> steps = new ArrayList<>(verifySteps(unfinished));
        leftSteps(unfinished)
                .flatMap(step -> RecordedSteps.operation(step).stream())
                .forEach(operation -> steps.add(RecordedSteps.leftStep(steps.size() + 1, unfinished.run(), operation)));
        return steps.isEmpty() ? verify(unfinished) : new PlanOffer.Offered(plan(unfinished.run(), steps, List.of()));
    }

    private static Stream<RecordedStep> leftSteps(UnfinishedRun unfinished) {
        return unfinished.steps().stream()
                .filter(step -> step.found() == Found.NOT_SENT || step.found() == Found.NOT_APPLIED)
                .map(FoundStep::step);
    }

    private static List<PlanStep> verifySteps(UnfinishedRun unfinished) {
        List<PlanStep> steps = new ArrayList<>();
        for (FoundStep step : unfinished.stepsThatAre(Found.APPLIED)) {
            RecordedSteps.operation(step.step())
                    .ifPresent(operation ->
                            steps.add(RecordedSteps.verifyStep(steps.size() + 1, unfinished.run(), operation)));
        }
        return steps;
    }

    private static RecoveryPlan plan(RecordedRun run, List<PlanStep> steps, List<RecoveryPlan.LeftOut> leftOut) {
        return new RecoveryPlan(
                run.plan(),
                Text.of("recovery.finish.summary", run.runId(), run.started(), steps.size()),
                RecordedSteps.highestRisk(steps),
                Text.of("recovery.finish.ifNothing"),
                steps,
                leftOut,
                run.undoOf());
    }

    /**
     * Completes the record of a run with what was found, and changes nothing on the cluster.
     *
     * @throws JournalException when a run is on, or the journal cannot be written
     * @throws IllegalArgumentException when the fate of a step is not known; connect and inspect again
     */
    public void close(UnfinishedRun unfinished) {
        if (!unfinished.canBeClosed()) {
            throw new IllegalArgumentException("run " + unfinished.run().runId() + " has steps nobody knows of");
        }
        try (JournalWriter writer = journal.open()) {
            close(unfinished, new RunLog(writer, unfinished.run().runId(), clock));
        }
    }

    /** Whatever the plan takes up, the record of the run before it is completed first. */
    void closeThoseTakenUpBy(RecoveryPlan plan, JournalWriter writer) {
        Set<ObjectRef> targets =
                plan.steps().stream().map(step -> step.operation().target()).collect(Collectors.toSet());
        unfinishedHere().stream()
                .filter(run -> run.steps().stream()
                        .filter(step -> step.mayBeWritten() && !step.isVerified())
                        .allMatch(step -> targets.contains(step.target())))
                .map(this::inspect)
                .filter(UnfinishedRun::canBeClosed)
                .forEach(run -> close(run, new RunLog(writer, run.run().runId(), clock)));
    }

    private static void close(UnfinishedRun unfinished, RunLog log) {
        for (FoundStep found : unfinished.steps()) {
            int number = found.step().number();
            switch (found.found()) {
                case APPLIED -> {
                    if (!found.step().written()) {
                        log.confirmed(number, (ObjectNode) JSON.readTree(found.live()));
                    }
                    log.stepEnded(number, Stage.NOT_VERIFIED, found.fact());
                }
                case NOT_APPLIED -> {
                    log.refused(number, found.fact());
                    log.stepEnded(number, Stage.CANCELLED, found.fact());
                }
                case NOT_SENT -> {
                    if (found.step().result() == null) {
                        log.stepEnded(number, Stage.CANCELLED, found.fact());
                    }
                }
                case CHANGED_SINCE -> log.stepEnded(number, Stage.NOT_VERIFIED, found.fact());
                case VERIFIED, NOT_KNOWN -> {
                    // Already told, or not to be told.
                }
            }
        }
        Outcome outcome = outcome(unfinished);
        log.runEnded(outcome, Text.of("recovery.run.closed"));
    }

    private static Outcome outcome(UnfinishedRun unfinished) {
        if (unfinished.stepsThatAre(Found.VERIFIED).size() == unfinished.steps().size()) {
            return Outcome.SUCCEEDED;
        }
        boolean inDoubt = Stream.of(Found.APPLIED, Found.CHANGED_SINCE)
                .anyMatch(found -> !unfinished.stepsThatAre(found).isEmpty());
        return inDoubt ? Outcome.NOT_VERIFIED : Outcome.CANCELLED;
    }
}
