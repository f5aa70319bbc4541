package io.gleaner.report;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.precheck.Affected;
import io.gleaner.analysis.precheck.CheckResult;
import io.gleaner.analysis.precheck.Outcome;
import io.gleaner.analysis.precheck.Precheck;
import io.gleaner.analysis.precheck.Source;
import io.gleaner.model.Text;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The contract {@code gleaner.precheck/v1}: the pre-upgrade checks for scripts, described by {@code precheck-v1.schema.json} beside
 * this class. Always English, so that the same facts give the same bytes on every workstation.
 */
public final class PrecheckJson {
    public static final String SCHEMA = "gleaner.precheck/v1";

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private PrecheckJson() {}

    public static String write(Precheck precheck) {
        return MAPPER.writeValueAsString(tree(precheck)) + "\n";
    }

    public static ObjectNode tree(Precheck precheck) {
        ObjectNode document = JsonForm.object().put("schema", SCHEMA);
        document.set(
                "tool",
                JsonForm.object().put("version", GleanerVersion.current()).put("rules", Assessment.RULES_VERSION));
        document.set("source", AssessmentJson.source(precheck.origin(), precheck.asOf(), precheck.coverage()));
        document.set("cluster", AssessmentJson.cluster(precheck.cluster()));
        document.set("summary", summary(precheck));
        document.set("checks", JsonForm.list(precheck.checks(), PrecheckJson::check));
        return document;
    }

    private static ObjectNode summary(Precheck precheck) {
        return JsonForm.object()
                .put("failed", precheck.with(Outcome.FAILED).size())
                .put("warning", precheck.with(Outcome.WARNING).size())
                .put("passed", precheck.with(Outcome.PASSED).size())
                .put("notChecked", precheck.with(Outcome.NOT_CHECKED).size())
                .put("notCheckable", precheck.with(Outcome.NOT_CHECKABLE).size())
                .put("notApplicable", precheck.with(Outcome.NOT_APPLICABLE).size());
    }

    private static ObjectNode check(CheckResult result) {
        Text reason = result.reason();
        ObjectNode node = JsonForm.object()
                .put("id", result.id())
                .put("title", AssessmentJson.words(result.title()))
                .put("outcome", result.outcome().name())
                .put("reason", reason == null ? null : AssessmentJson.words(reason));
        node.set("affected", JsonForm.list(result.affected(), PrecheckJson::affected));
        node.put("resolution", AssessmentJson.words(result.resolution()))
                .put("command", JsonForm.present(result.command()));
        node.set("sources", JsonForm.list(result.sources(), PrecheckJson::source));
        node.put("versions", result.versions());
        node.set("references", AssessmentJson.strings(result.references()));
        return node;
    }

    private static ObjectNode affected(Affected affected) {
        ObjectNode node = JsonForm.object();
        node.set("object", AssessmentJson.reference(affected.object()));
        return node.put("outcome", affected.weight().name()).put("message", AssessmentJson.words(affected.message()));
    }

    /** Gleaner's own checks have no number. */
    private static ObjectNode source(Source source) {
        Integer number = source.number() > 0 ? source.number() : null;
        return JsonForm.object()
                .put("kind", source.kind().name())
                .put("number", number)
                .put("name", JsonForm.present(source.name()));
    }
}
