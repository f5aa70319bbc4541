package io.gleaner.source;

import io.gleaner.model.Known;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a JSON tree that may be anything: what is missing or of the wrong type is simply not known, and never an exception. Keys
 * are passed one by one, because Kubernetes keys contain dots and slashes.
 */
record JsonView(JsonNode node) {
    private static final int LONGEST_MESSAGE = 4_000;

    JsonView at(String... keys) {
        JsonNode found = node;
        for (String key : keys) {
            found = found.path(key);
        }
        return new JsonView(found);
    }

    /** The string, or the spelling of a number or boolean; empty when there is none. */
    String text(String... keys) {
        JsonNode found = at(keys).node;
        return found.isValueNode() && !found.isNull() ? found.asString("") : "";
    }

    /** A text of somebody else's making, cut where nobody reads on. */
    String message(String... keys) {
        String text = text(keys);
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + " …";
    }

    boolean flag(String... keys) {
        JsonNode found = at(keys).node;
        return found.isBoolean() && found.booleanValue();
    }

    Known known(String... keys) {
        JsonNode found = at(keys).node;
        return found.isBoolean() ? Known.of(found.booleanValue()) : Known.UNKNOWN;
    }

    int number(int otherwise, String... keys) {
        JsonNode found = at(keys).node;
        return found.isIntegralNumber() && found.canConvertToInt() ? found.intValue() : otherwise;
    }

    long longNumber(long otherwise, String... keys) {
        JsonNode found = at(keys).node;
        return found.isIntegralNumber() && found.canConvertToLong() ? found.longValue() : otherwise;
    }

    @Nullable
    Instant instant(String... keys) {
        String text = text(keys);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** The scalar entries of an object, in its order. */
    Map<String, String> texts(String... keys) {
        Map<String, String> texts = new LinkedHashMap<>();
        at(keys).forEachField((key, value) -> {
            if (value.node.isValueNode() && !value.node.isNull()) {
                texts.put(key, value.node.asString(""));
            }
        });
        return texts;
    }

    /** All scalars below, by dotted path; arrays as JSON text, which keeps an empty one visible. */
    Map<String, String> scalars(String... keys) {
        Map<String, String> scalars = new LinkedHashMap<>();
        at(keys).collectScalars("", scalars);
        return scalars;
    }

    private void collectScalars(String path, Map<String, String> scalars) {
        forEachField((key, value) -> {
            String at = path.isEmpty() ? key : path + "." + key;
            if (value.node.isArray()) {
                scalars.put(at, value.node.toString());
            } else if (value.node.isValueNode() && !value.node.isNull()) {
                scalars.put(at, value.node.asString(""));
            } else {
                value.collectScalars(at, scalars);
            }
        });
    }

    /** The strings of an array. */
    List<String> strings(String... keys) {
        return list(element -> element.text(), keys).stream()
                .filter(text -> !text.isEmpty())
                .toList();
    }

    boolean has(String... keys) {
        JsonNode found = at(keys).node;
        return !found.isMissingNode() && !found.isNull();
    }

    void forEachField(BiConsumer<String, JsonView> action) {
        if (node.isObject()) {
            node.properties().forEach(field -> action.accept(field.getKey(), new JsonView(field.getValue())));
        }
    }

    /** The elements of an array; none when it is not one. */
    <T extends @Nullable Object> List<T> list(Function<JsonView, T> mapping, String... keys) {
        List<T> mapped = new ArrayList<>();
        JsonNode found = at(keys).node;
        if (found.isArray()) {
            found.forEach(element -> mapped.add(mapping.apply(new JsonView(element))));
        }
        return mapped;
    }
}
