package io.gleaner.recovery;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the status conditions of an object that was just fetched. */
final class LiveConditions {
    private LiveConditions() {}

    static boolean isTrue(ObjectNode object, String type) {
        return status(object, type).equals("True");
    }

    /** {@code True}, {@code False}, {@code Unknown}; {@code absent} when there is no such condition. */
    static String status(ObjectNode object, String type) {
        return find(object, type).path("status").asString("absent");
    }

    static String message(ObjectNode object, String type) {
        return find(object, type).path("message").asString("");
    }

    private static JsonNode find(ObjectNode object, String type) {
        for (JsonNode condition : object.at("/status/conditions")) {
            if (condition.path("type").asString("").equals(type)) {
                return condition;
            }
        }
        return MissingNode.getInstance();
    }
}
