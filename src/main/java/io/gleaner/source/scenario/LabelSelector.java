package io.gleaner.source.scenario;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Kubernetes label selectors: {@code key}, {@code !key}, {@code key=value}, {@code key!=value}, joined by commas. */
final class LabelSelector {
    private LabelSelector() {}

    static Predicate<ObjectNode> parse(@Nullable String selector) {
        if (selector == null || selector.isBlank()) {
            return _ -> true;
        }
        return Arrays.stream(selector.split(","))
                .map(String::strip)
                .map(LabelSelector::requirement)
                .reduce(_ -> true, Predicate::and);
    }

    private static Predicate<ObjectNode> requirement(String text) {
        if (text.startsWith("!")) {
            return object -> label(object, text.substring(1)).isMissingNode();
        }
        int equals = text.indexOf('=');
        if (equals < 0) {
            return object -> !label(object, text).isMissingNode();
        }
        boolean negated = equals > 0 && text.charAt(equals - 1) == '!';
        String key = text.substring(0, negated ? equals - 1 : equals).strip();
        String value = text.substring(equals).replaceFirst("^==?", "").strip();
        return object -> negated != label(object, key).asString("\0").equals(value);
    }

    private static JsonNode label(ObjectNode object, String key) {
        return object.path("metadata").path("labels").path(key);
    }
}
