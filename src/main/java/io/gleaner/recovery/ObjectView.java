package io.gleaner.recovery;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** What a person is shown of an object: its name and spec as YAML, without secrets. */
final class ObjectView {
    private static final int CONTEXT_LINES = 3;
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER, YAMLWriteFeature.SPLIT_LINES)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES, YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private ObjectView() {}

    static String of(ObjectNode object) {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        part.putObject("metadata").put("name", object.at("/metadata/name").asString(""));
        part.set("spec", object.path("spec").deepCopy());
        return YAML.writeValueAsString(Redaction.of(part));
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
