package io.gleaner.recovery;

import io.gleaner.model.Text;
import io.gleaner.recovery.RecordedRun.RecordedStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes plans from what the journal kept of a run. */
final class RecordedSteps {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private RecordedSteps() {}

    /** The operation as it was sent, or would have been; empty for one that only a later Gleaner knows. */
    static Optional<Operation> operation(RecordedStep step) {
        try {
            return Optional.of(JSON.readValue(step.details(), Operation.class));
        } catch (JacksonException _) {
            // Told wherever the step is listed; the record itself stays as it is.
            return Optional.empty();
        }
    }

    /** The object as it was before, without secrets; of a step that never came to a write only its uid. */
    static LiveObject before(RecordedStep step) {
        return new LiveObject((ObjectNode) JSON.readTree(step.before()));
    }

    /** The patch that was on its way. */
    static ArrayNode patch(RecordedStep step) {
        return !step.patch().isEmpty() && JSON.readTree(step.patch()) instanceof ArrayNode patch
                ? patch
                : Change.nothing();
    }

    static PlanOffer undo(RecordedRun run) {
        List<RecordedStep> written =
                run.steps().stream().filter(RecordedStep::mayBeWritten).toList().reversed();
        if (written.isEmpty()) {
            return new PlanOffer.Refused(Text.of("recovery.undo.nothing", run.runId()), List.of());
        }
        List<PlanStep> steps = new ArrayList<>();
        List<RecoveryPlan.LeftOut> stays = new ArrayList<>();
        for (RecordedStep step : written) {
            operation(step)
                    .flatMap(operation -> operation.undo(before(step), patch(step)))
                    .ifPresentOrElse(
                            undo -> steps.add(undoStep(steps, run, undo)),
                            () -> stays.add(new RecoveryPlan.LeftOut(
                                    step.target(), Text.of("recovery.undo.stays", step.words()))));
        }
        if (steps.isEmpty()) {
            return new PlanOffer.Refused(Text.of("recovery.undo.impossible", run.runId()), stays);
        }
        return new PlanOffer.Offered(new RecoveryPlan(
                Planner.UNDO,
                Text.of("recovery.undo.summary", run.runId(), run.started(), steps.size()),
                highestRisk(steps),
                Text.of("recovery.undo.ifNothing"),
                steps,
                stays,
                run.runId()));
    }

    static Risk highestRisk(List<PlanStep> steps) {
        return steps.stream().map(PlanStep::risk).max(Comparator.naturalOrder()).orElse(Risk.NONE);
    }

    private static Text undoReason(RecordedRun run, Operation undo) {
        return switch (undo) {
            case PauseChart _ -> Text.of("recovery.undo.reason.pause", run.runId());
            case ResumeChart _ -> Text.of("recovery.undo.reason.resume", run.runId());
            default -> Text.of("recovery.undo.reason.other", run.runId());
        };
    }

    /** Looks whether a recorded write has shown its effect; written is only what somebody changed back meanwhile. */
    static PlanStep verifyStep(int number, RecordedRun run, Operation operation) {
        return new PlanStep(
                number,
                operation,
                PlanStep.Turn.AT_ONCE,
                Text.of("recovery.check.reason", run.runId()),
                Risk.LOW,
                Text.of("recovery.check.risk"));
    }

    /** A step of a run that was cut short before it came to it. */
    static PlanStep leftStep(int number, RecordedRun run, Operation operation) {
        return new PlanStep(
                number,
                operation,
                number == 1 ? PlanStep.Turn.AT_ONCE : PlanStep.Turn.AFTER_EARLIER_STEPS,
                Text.of("recovery.finish.reason", run.runId()),
                operation.risk(),
                operation.riskReason());
    }

    /** An object the plan has touched before is not yet as this step will find it. */
    private static PlanStep undoStep(List<PlanStep> before, RecordedRun run, Operation undo) {
        boolean touched =
                before.stream().anyMatch(step -> step.operation().target().equals(undo.target()));
        return new PlanStep(
                before.size() + 1,
                undo,
                touched ? PlanStep.Turn.AFTER_EARLIER_STEPS : PlanStep.Turn.AT_ONCE,
                undoReason(run, undo),
                undo.risk(),
                undo.riskReason());
    }
}
