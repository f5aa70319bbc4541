package io.gleaner.recovery;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.gleaner.model.ObjectRef;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
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

    /**
     * One step as planned: the operation by name and target, and its other components as {@code details}, which stand beside
     * them in the line.
     */
    record PlannedStep(
            int number,
            String operation,
            ObjectRef target,
            @JsonAnyGetter @JsonAnySetter Map<String, JsonNode> details) {
        private static final JsonMapper JSON = JsonMapper.shared();

        public PlannedStep {
            details = details == null ? Map.of() : Map.copyOf(details);
        }

        static PlannedStep of(PlanStep step) {
            ObjectNode components = JSON.valueToTree(step.operation());
            components.remove(List.of("operation", "target"));
            Map<String, JsonNode> details = new LinkedHashMap<>();
            components.properties().forEach(each -> details.put(each.getKey(), each.getValue()));
            return new PlannedStep(
                    step.number(), step.operation().name(), step.operation().target(), details);
        }

        /** The operation again; as JSON, because a later Gleaner may have planned what this one does not know. */
        ObjectNode operationJson() {
            ObjectNode json = JSON.createObjectNode().put("operation", operation);
            json.set("target", JSON.valueToTree(target));
            details.forEach(json::set);
            return json;
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
