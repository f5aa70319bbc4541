package io.gleaner.report;

import io.gleaner.analysis.Finding;
import io.gleaner.analysis.change.Comparison;
import io.gleaner.analysis.change.ObjectChange;
import io.gleaner.model.ObjectRef;
import io.gleaner.text.Phrasebook;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A comparison as JSON: {@code gleaner.comparison/v1}. Words are English whatever the language of the terminal. */
public final class ComparisonJson {
    public static final String SCHEMA = "gleaner.comparison/v1";

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Phrasebook WORDS = Phrasebook.english();

    private ComparisonJson() {}

    public static String write(Comparison comparison) {
        ObjectNode document = MAPPER.createObjectNode().put("schema", SCHEMA);
        document.set("before", side(comparison.before()));
        document.set("after", side(comparison.after()));
        ObjectNode findings = document.putObject("findings");
        findings(findings, "appeared", comparison.appeared());
        findings(findings, "gone", comparison.gone());
        findings(findings, "remained", comparison.remained());
        var objects = document.putArray("objects");
        comparison.objects().forEach(change -> objects.add(object(change)));
        var notCompared = document.putArray("notCompared");
        comparison.notCompared().forEach(notCompared::add);
        return MAPPER.writeValueAsString(document) + "\n";
    }

    private static ObjectNode side(Comparison.Side side) {
        return MAPPER.createObjectNode()
                .put("kind", side.origin().kind().name().toLowerCase(Locale.ROOT))
                .put("name", side.origin().name())
                .put("asOf", side.asOf().toString())
                .put("sha256", side.origin().sha256());
    }

    private static void findings(ObjectNode findings, String name, List<Finding> list) {
        var array = findings.putArray(name);
        for (Finding finding : list) {
            ObjectNode entry = array.addObject()
                    .put("code", finding.code())
                    .put("severity", finding.severity().name())
                    .put("title", WORDS.say(finding.title()));
            entry.set("object", ref(finding.object()));
        }
    }

    private static ObjectNode object(ObjectChange change) {
        ObjectNode object =
                MAPPER.createObjectNode().put("change", change.kind().name());
        object.set("object", ref(change.object()));
        var fields = object.putArray("fields");
        change.fields()
                .forEach(field -> fields.addObject()
                        .put("path", field.path())
                        .put("before", field.before().isEmpty() ? null : field.before())
                        .put("after", field.after().isEmpty() ? null : field.after()));
        return object;
    }

    private static ObjectNode ref(ObjectRef ref) {
        return MAPPER.createObjectNode()
                .put("apiVersion", ref.apiVersion())
                .put("kind", ref.kind())
                .put("namespace", ref.namespace())
                .put("name", ref.name());
    }
}
