package io.gleaner.report;

import io.gleaner.recovery.RecordedRun;
import io.gleaner.recovery.RecordedRun.RecordedStep;
import io.gleaner.text.Phrasebook;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The journal for scripts ({@code gleaner.journal/v1}): runs, oldest first, with every step's before, patch and after. */
public final class JournalJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** As everything else that is written down. */
    private static final Phrasebook WORDS = Phrasebook.english();

    private JournalJson() {}

    public static String write(List<RecordedRun> runs) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("schema", "gleaner.journal/v1");
        ArrayNode list = document.putArray("runs");
        runs.forEach(run -> list.add(run(run)));
        return MAPPER.writeValueAsString(document) + "\n";
    }

    private static ObjectNode run(RecordedRun run) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("runId", run.runId())
                .put("plan", run.plan())
                .put("cluster", run.cluster())
                .put("server", present(run.server()))
                .put("clusterUser", present(run.clusterUser()))
                .put("workstationUser", present(run.workstationUser()))
                .put("undoOf", present(run.undoOf()))
                .put("started", run.started().toString())
                .put("ended", time(run.ended()))
                .put("outcome", name(run.outcome()));
        ArrayNode steps = node.putArray("steps");
        run.steps().forEach(step -> steps.add(step(step)));
        return node;
    }

    private static ObjectNode step(RecordedStep step) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("number", step.number())
                .put("operation", step.operation())
                .put("description", WORDS.say(step.words()))
                .put("written", step.written())
                .put("result", name(step.result()))
                .put("detail", present(step.detail()));
        node.putObject("target")
                .put("apiVersion", step.target().apiVersion())
                .put("kind", step.target().kind())
                .put("namespace", step.target().namespace())
                .put("name", step.target().name());
        node.set("before", embedded(step.before()));
        node.set("patch", embedded(step.patch()));
        node.set("after", embedded(step.after()));
        return node;
    }

    /** The journal keeps objects as text; what is no JSON (a damaged line) stays text. */
    private static @Nullable JsonNode embedded(String json) {
        if (json.isEmpty()) {
            return null;
        }
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException _) {
            return StringNode.valueOf(json);
        }
    }

    private static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    private static @Nullable String present(String value) {
        return value.isEmpty() ? null : value;
    }
}
