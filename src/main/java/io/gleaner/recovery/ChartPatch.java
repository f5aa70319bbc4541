package io.gleaner.recovery;

import io.gleaner.model.ManagedChart;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Patch of an operation. Its tests are the optimistic lock: uid, generation, what is changed, the version that was
 * shown, and that Rancher could resolve the chart. A resourceVersion would not do: every status write moves it.
 */
final class ChartPatch {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ChartPatch() {}

    /** For the object as the server has it now. */
    static ArrayNode of(Operation operation, LiveChart live) {
        JsonNode spec = live.json().path("spec");
        return of(
                operation,
                live.generation(),
                presentOrNull(spec.path("paused")),
                presentOrNull(spec.path("version")),
                live.indexOf("Defined"));
    }

    /** For the object as it was when the facts were gathered, to be shown as a command. */
    static ArrayNode of(Operation operation, ManagedChart seen) {
        OptionalInt defined = IntStream.range(0, seen.conditions().all().size())
                .filter(index -> seen.conditions().all().get(index).type().equals("Defined"))
                .findFirst();
        return of(
                operation,
                seen.metadata().generation(),
                JSON.booleanNode(seen.paused()),
                seen.version().isEmpty() ? JSON.nullNode() : JSON.stringNode(seen.version()),
                defined);
    }

    /** For a command where the object was not looked at lately: the tests that hold whatever else happened to it. */
    static ArrayNode of(Operation operation) {
        ArrayNode patch = JSON.arrayNode();
        patch.add(test("/metadata/uid", JSON.stringNode(operation.uid())));
        patch.add(test("/spec/paused", JSON.booleanNode(!operation.paused())));
        patch.add(test(
                "/spec/version",
                operation.version().isEmpty() ? JSON.nullNode() : JSON.stringNode(operation.version())));
        patch.add(step("add", "/spec/paused", JSON.booleanNode(operation.paused())));
        return patch;
    }

    private static ArrayNode of(
            Operation operation, long generation, JsonNode paused, JsonNode version, OptionalInt defined) {
        ArrayNode patch = JSON.arrayNode();
        patch.add(test("/metadata/uid", JSON.stringNode(operation.uid())));
        patch.add(test("/metadata/generation", JSON.numberNode(generation)));
        patch.add(test("/spec/paused", paused));
        patch.add(test("/spec/version", version));
        defined.ifPresent(index -> {
            patch.add(test("/status/conditions/" + index + "/type", JSON.stringNode("Defined")));
            patch.add(test("/status/conditions/" + index + "/status", JSON.stringNode("True")));
        });
        // "add" also replaces; "replace" would be answered with success and do nothing where the field is absent.
        patch.add(step("add", "/spec/paused", JSON.booleanNode(operation.paused())));
        return patch;
    }

    /** Absent is not false for a test; a test for null means "absent or null". */
    private static JsonNode presentOrNull(JsonNode node) {
        return node.isMissingNode() ? JSON.nullNode() : node;
    }

    private static ObjectNode test(String path, JsonNode value) {
        return step("test", path, value);
    }

    private static ObjectNode step(String operation, String path, JsonNode value) {
        ObjectNode step = JSON.objectNode();
        step.put("op", operation).put("path", path);
        step.set("value", value);
        return step;
    }
}
