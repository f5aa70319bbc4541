package io.gleaner.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How all of Gleaner's JSON documents are written: indented, times in UTC to the second, lists never absent. */
final class JsonForm {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonForm() {}

    static String written(ObjectNode document) {
        return MAPPER.writeValueAsString(document) + "\n";
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static <T> ArrayNode list(List<T> items, Function<T, ObjectNode> write) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        items.forEach(item -> array.add(write.apply(item)));
        return array;
    }

    /** RFC 3339, in UTC, to the second: Kubernetes knows no finer. */
    static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static @Nullable String present(String value) {
        return value.isEmpty() ? null : value;
    }
}
