package io.gleaner.recovery;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.gleaner.model.ObjectRef;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One line of the journal. Objects are without secrets; sentences are in English, as in a log. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(JournalEvent.RunStarted.class),
    @JsonSubTypes.Type(JournalEvent.WriteIntended.class),
    @JsonSubTypes.Type(JournalEvent.WriteConfirmed.class),
    @JsonSubTypes.Type(JournalEvent.WriteRefused.class),
    @JsonSubTypes.Type(JournalEvent.StepEnded.class),
    @JsonSubTypes.Type(JournalEvent.RunEnded.class)
})
sealed interface JournalEvent {
    String runId();

    Instant at();

    /** What is going to be done, by whom, where. */
    record RunStarted(
            String runId,
            Instant at,
            String plan,
            String undoOf,
            String cluster,
            String server,
            String clusterUser,
            String workstationUser,
            List<PlannedStep> steps)
            implements JournalEvent {}

    /** One step as planned; {@code operation} is {@link Operation#name()}. */
    record PlannedStep(int number, String operation, ObjectRef target, String uid, String version) {
        static PlannedStep of(PlanStep step) {
            Operation operation = step.operation();
            return new PlannedStep(
                    step.number(), operation.name(), operation.target(), operation.uid(), operation.version());
        }
    }

    /** On disk before the request leaves. */
    record WriteIntended(String runId, Instant at, int step, ObjectNode before, ArrayNode patch)
            implements JournalEvent {}

    /** The server stored it. */
    record WriteConfirmed(String runId, Instant at, int step, ObjectNode after) implements JournalEvent {}

    /** The server certainly did not store it. */
    record WriteRefused(String runId, Instant at, int step, String detail) implements JournalEvent {}

    record StepEnded(String runId, Instant at, int step, StepProgress.Stage result, String detail)
            implements JournalEvent {}

    record RunEnded(String runId, Instant at, RunResult.Outcome outcome, String detail) implements JournalEvent {}
}
