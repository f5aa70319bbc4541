package io.gleaner.source.live;

import io.gleaner.source.ResourceKind;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes out what is large or secret and tells nothing about an upgrade: the files inside a Bundle, and the values (often with
 * passwords), notes and resources of an App.
 */
final class ObjectTrim {
    private ObjectTrim() {}

    /** The same object, changed in place. */
    static ObjectNode trim(ResourceKind kind, ObjectNode object) {
        JsonNode spec = object.path("spec");
        switch (kind) {
            case BUNDLE -> remove(spec, "resources");
            case APP -> {
                remove(spec, "values", "resources");
                remove(spec.path("info"), "notes", "readme");
                remove(spec.path("chart"), "values");
            }
            default -> {
                // Small, and public.
            }
        }
        return object;
    }

    private static void remove(JsonNode from, String... fields) {
        if (from instanceof ObjectNode object) {
            object.remove(List.of(fields));
        }
    }
}
