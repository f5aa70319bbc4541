package io.gleaner.source.scenario;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Conditions as Rancher and Fleet stamp them: {@code lastUpdateTime} alone, and only when something changes. */
final class StatusConditions {
    private StatusConditions() {}

    static Optional<ObjectNode> find(JsonNode object, String type) {
        return object.at("/status/conditions")
                .valueStream()
                .filter(condition -> condition.path("type").asString("").equals(type))
                .map(ObjectNode.class::cast)
                .findFirst();
    }

    static boolean isFalse(JsonNode object, String type) {
        return find(object, type)
                .filter(condition -> condition.path("status").asString("").equals("False"))
                .isPresent();
    }

    static void set(ObjectNode object, String type, boolean value, String reason, String message, Instant now) {
        ObjectNode status = KubernetesJson.child(object, "status");
        ArrayNode conditions =
                status.get("conditions") instanceof ArrayNode there ? there : status.putArray("conditions");
        ObjectNode condition =
                find(object, type).orElseGet(() -> conditions.addObject().put("type", type));
        String word = value ? "True" : "False";
        boolean same = condition.path("status").asString("").equals(word)
                && condition.path("message").asString("").equals(message);
        condition.put("status", word);
        putUnlessEmpty(condition, "reason", reason);
        putUnlessEmpty(condition, "message", message);
        if (!same) {
            condition.put("lastUpdateTime", KubernetesJson.time(now));
        }
    }

    private static void putUnlessEmpty(ObjectNode node, String field, String value) {
        if (value.isEmpty()) {
            node.remove(field);
        } else {
            node.put(field, value);
        }
    }
}
