package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.source.ClusterWriter;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An object as the server has it now. Kept as JSON, because a JSON Patch tests the exact form: absent is not false. */
record LiveObject(ObjectNode json) {
    /** @throws io.gleaner.source.ClusterRequestException when the server does not hand it out */
    static LiveObject read(ClusterWriter cluster, ObjectRef ref) {
        return new LiveObject(cluster.get(ref));
    }

    String uid() {
        return text("/metadata/uid");
    }

    long generation() {
        return number("/metadata/generation");
    }

    boolean isDeleting() {
        return json.at("/metadata").has("deletionTimestamp");
    }

    /** The string at a JSON Pointer; empty where there is none. */
    String text(String pointer) {
        return json.at(pointer).asString("");
    }

    /** The number at a JSON Pointer; 0 where there is none. */
    long number(String pointer) {
        return json.at(pointer).asLong(0);
    }

    /** Absent counts as false. */
    boolean flag(String pointer) {
        return json.at(pointer).asBoolean(false);
    }

    /** Annotations and labels have slashes in their names, which a JSON Pointer would have to escape. */
    String annotation(String key) {
        return json.path("metadata").path("annotations").path(key).asString("");
    }

    String label(String key) {
        return json.path("metadata").path("labels").path(key).asString("");
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

    /** A Deployment whose Pods all run the wanted template. */
    boolean isRolledOut() {
        long wanted = json.at("/spec/replicas").asLong(1);
        return number("/status/observedGeneration") >= generation()
                && number("/status/updatedReplicas") == wanted
                && number("/status/availableReplicas") == wanted;
    }
}
