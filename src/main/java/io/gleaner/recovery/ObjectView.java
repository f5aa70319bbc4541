package io.gleaner.recovery;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * What a person is shown of an object as YAML, without secrets: its name, what is wanted of it, and of its labels and
 * annotations, which many write, those that are about to change. Status is no part of it: it moves all the time.
 */
final class ObjectView {
    private static final int CONTEXT_LINES = 3;
    private static final Set<String> NOT_SHOWN = Set.of("apiVersion", "kind", "metadata", "status");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER, YAMLWriteFeature.SPLIT_LINES)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES, YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private ObjectView() {}

    /** @param patch what is going to be changed; signatures are not shown, they differ each time */
    static String of(ObjectNode object, ArrayNode patch) {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = part.putObject("metadata");
        metadata.put("name", object.at("/metadata/name").asString(""));
        for (String map : List.of("labels", "annotations")) {
            ObjectNode shown = entries(object.path("metadata").path(map), "/metadata/" + map, patch);
            if (!shown.isEmpty()) {
                metadata.set(map, shown);
            }
        }
        withoutBulk(object).properties().stream()
                .filter(field -> !NOT_SHOWN.contains(field.getKey()))
                .forEach(field -> part.set(field.getKey(), field.getValue().deepCopy()));
        return YAML.writeValueAsString(Redaction.of(part));
    }

    private static ObjectNode entries(JsonNode map, String path, ArrayNode patch) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        for (JsonNode write : Change.writes(patch)) {
            String written = write.path("path").asString("");
            map.properties().stream()
                    .filter(entry -> written.equals(path) && write.path("value").has(entry.getKey())
                            || written.equals(path + "/" + Change.escaped(entry.getKey())))
                    .filter(entry -> !Signature.isPartOfOne(entry.getKey()))
                    .forEach(entry -> shown.set(entry.getKey(), entry.getValue()));
        }
        return shown;
    }

    /** Without what is large and not changed by anybody but its maker: the files of a chart inside a Bundle. */
    static ObjectNode withoutBulk(ObjectNode object) {
        if (!object.path("kind").asString("").equals("Bundle") || !(object.path("spec") instanceof ObjectNode)) {
            return object;
        }
        ObjectNode copy = object.deepCopy();
        copy.withObjectProperty("spec").remove("resources");
        return copy;
    }

    /** Unified, without headers; an ellipsis stands between two places. */
    static List<String> diff(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> unified = UnifiedDiffUtils.generateUnifiedDiff(
                "before", "after", old, DiffUtils.diff(old, after.lines().toList()), CONTEXT_LINES);
        // Two lines of file names, then the header of the first place.
        Stream<String> body = unified.stream().skip(3);
        return body.map(line -> line.startsWith("@@") ? " …" : line).toList();
    }
}
