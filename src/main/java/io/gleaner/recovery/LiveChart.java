package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.source.ClusterWriter;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A ManagedChart as the server has it now. Kept as JSON, because a JSON Patch tests the exact form: absent is not false. */
record LiveChart(ObjectNode json) {
    /** @throws io.gleaner.source.ClusterRequestException when the server does not hand it out */
    static LiveChart read(ClusterWriter cluster, ObjectRef ref) {
        return new LiveChart(cluster.get(ref));
    }

    String uid() {
        return json.at("/metadata/uid").asString("");
    }

    long generation() {
        return json.at("/metadata/generation").asLong(0);
    }

    boolean isDeleting() {
        return json.at("/metadata").has("deletionTimestamp");
    }

    boolean paused() {
        return json.at("/spec/paused").asBoolean(false);
    }

    String version() {
        return json.at("/spec/version").asString("");
    }

    /** Where the condition stands in the object; a JSON Patch can only point by index. */
    OptionalInt indexOf(String condition) {
        JsonNode conditions = json.at("/status/conditions");
        for (int index = 0; index < conditions.size(); index++) {
            if (conditions.get(index).path("type").asString("").equals(condition)) {
                return OptionalInt.of(index);
            }
        }
        return OptionalInt.empty();
    }

    boolean isTrue(String condition) {
        return LiveConditions.isTrue(json, condition);
    }

    /** Whether this very object is already as the operation would make it. */
    boolean isAsWanted(Operation operation) {
        return uid().equals(operation.uid()) && paused() == operation.paused();
    }
}
