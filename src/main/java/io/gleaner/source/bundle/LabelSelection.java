package io.gleaner.source.bundle;

import io.gleaner.source.ResourceKind.Scope;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the API server would select. */
final class LabelSelection {
    private LabelSelection() {}

    static boolean matches(Scope scope, ObjectNode object) {
        JsonNode metadata = object.path("metadata");
        if (scope.name() != null && !scope.name().equals(metadata.path("name").asString(""))) {
            return false;
        }
        String selector = scope.labelSelector();
        if (selector == null) {
            return true;
        }
        int equals = selector.indexOf('=');
        JsonNode labels = metadata.path("labels");
        return equals < 0
                ? labels.has(selector)
                : labels.path(selector.substring(0, equals)).asString("").equals(selector.substring(equals + 1));
    }
}
