package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import io.gleaner.recovery.RecordedRun.RecordedStep;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes plans from what the journal kept of a run. */
final class RecordedSteps {
    private static final JsonMapper JSON = new JsonMapper();

    private RecordedSteps() {}

    /** The operation as it was sent, or would have been. */
    static Operation operation(RecordedStep step) {
        JsonNode before = JSON.readTree(step.before());
        String uid = before.at("/metadata/uid").asString("");
        String version = before.at("/spec/version").asString("");
        return switch (step.operation()) {
            case "ResumeChart" -> new Operation.ResumeChart(step.target(), uid, version);
            case "PauseChart" -> new Operation.PauseChart(step.target(), uid, version);
            default -> throw new IllegalArgumentException("no operation " + step.operation());
        };
    }

    static long generationBefore(RecordedStep step) {
        return JSON.readTree(step.before()).at("/metadata/generation").asLong(0);
    }

    static PlanOffer undo(RecordedRun run) {
        List<RecordedStep> written =
                run.steps().stream().filter(RecordedStep::mayBeWritten).toList().reversed();
        if (written.isEmpty()) {
            return new PlanOffer.Refused(Text.of("recovery.undo.nothing", run.runId()), List.of());
        }
        List<PlanStep> steps = new ArrayList<>();
        for (RecordedStep step : written) {
            steps.add(undoStep(steps.size() + 1, run, inverse(operation(step))));
        }
        return new PlanOffer.Offered(new RecoveryPlan(
                Planner.UNDO,
                Text.of("recovery.undo.summary", run.runId(), run.started(), steps.size()),
                Risk.LOW,
                Text.of("recovery.undo.ifNothing"),
                steps,
                List.of(),
                run.runId()));
    }

    private static Operation inverse(Operation operation) {
        return switch (operation) {
            case Operation.ResumeChart resumed ->
                new Operation.PauseChart(resumed.target(), resumed.uid(), resumed.version());
            case Operation.PauseChart paused ->
                new Operation.ResumeChart(paused.target(), paused.uid(), paused.version());
        };
    }

    private static PlanStep undoStep(int number, RecordedRun run, Operation operation) {
        ObjectRef target = operation.target();
        return switch (operation) {
            case Operation.PauseChart _ ->
                step(
                        number,
                        operation,
                        Text.of("recovery.undo.reason.pause", run.runId()),
                        Text.of("recovery.undo.risk.pause"),
                        Text.of("recovery.pause.verification", target));
            case Operation.ResumeChart _ ->
                step(
                        number,
                        operation,
                        Text.of("recovery.undo.reason.resume", run.runId()),
                        Text.of("recovery.risk.low"),
                        Text.of("recovery.resume.verification", target));
        };
    }

    /** Looks whether a recorded write has shown its effect; written is only what somebody changed back meanwhile. */
    static PlanStep verifyStep(int number, RecordedRun run, Operation operation) {
        String verification = operation.paused() ? "recovery.pause.verification" : "recovery.resume.verification";
        return step(
                number,
                operation,
                Text.of("recovery.check.reason", run.runId()),
                Text.of("recovery.check.risk"),
                Text.of(verification, operation.target()));
    }

    private static PlanStep step(int number, Operation operation, Text reason, Text riskReason, Text verification) {
        return new PlanStep(
                number,
                operation,
                reason,
                Risk.LOW,
                riskReason,
                verification,
                Text.of(operation.paused() ? "recovery.pause.undo" : "recovery.resume.undo"),
                Kubectl.patch(operation.target(), ChartPatch.of(operation)));
    }
}
