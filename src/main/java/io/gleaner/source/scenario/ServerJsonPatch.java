package io.gleaner.source.scenario;

import io.fabric8.zjsonpatch.CompatibilityFlags;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterRequestException.Reason;
import java.util.EnumSet;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Patch as a kube-apiserver does it, measured on 1.35: a failed operation is a 422 that does not say which, {@code test}
 * null means "absent or null", {@code replace} and {@code remove} of an absent field are no errors while their parent is
 * there.
 */
final class ServerJsonPatch {
    /** The server's own words for every patch that does not apply. */
    static final String REFUSAL = "the server rejected our request due to an error in our request";

    private static final EnumSet<CompatibilityFlags> RULES =
            EnumSet.of(CompatibilityFlags.ALLOW_MISSING_TARGET_OBJECT_ON_REPLACE);

    private ServerJsonPatch() {}

    /**
     * @return the patched copy
     * @throws ClusterRequestException INVALID when an operation does not apply
     */
    static ObjectNode apply(ObjectNode object, ArrayNode patch) {
        JsonNode result = object;
        for (JsonNode operation : KubernetesJson.overTheWire(patch)) {
            result = apply(result, operation);
        }
        if (result == object) {
            return object.deepCopy();
        }
        if (result instanceof ObjectNode patched) {
            return patched;
        }
        throw refused();
    }

    private static JsonNode apply(JsonNode object, JsonNode operation) {
        JsonPointer path = pointer(operation.path("path").asString("-"));
        JsonPointer parent = path.head();
        if (parent == null || !object.at(parent).isContainer()) {
            throw refused();
        }
        JsonNode there = object.at(path);
        return switch (operation.path("op").asString("")) {
            case "test" -> {
                JsonNode expected = operation.path("value");
                boolean absent = there.isMissingNode() || there.isNull();
                if (absent ? !(expected.isNull() || expected.isMissingNode()) : !there.equals(expected)) {
                    throw refused();
                }
                yield object;
            }
            case "remove" -> there.isMissingNode() ? object : applied(object, operation);
            case "add", "replace", "copy", "move" -> applied(object, operation);
            default -> throw refused();
        };
    }

    private static JsonNode applied(JsonNode object, JsonNode operation) {
        try {
            return JsonPatch.apply(KubernetesJson.MAPPER.createArrayNode().add(operation), object, RULES);
        } catch (JsonPatchException | IllegalArgumentException failure) {
            throw new ClusterRequestException(Reason.INVALID, REFUSAL, failure);
        }
    }

    private static JsonPointer pointer(String path) {
        try {
            return JsonPointer.compile(path);
        } catch (IllegalArgumentException failure) {
            throw new ClusterRequestException(Reason.INVALID, REFUSAL, failure);
        }
    }

    private static ClusterRequestException refused() {
        return new ClusterRequestException(Reason.INVALID, REFUSAL);
    }
}
