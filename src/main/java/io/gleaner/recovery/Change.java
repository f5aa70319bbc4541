package io.gleaner.recovery;

import io.fabric8.zjsonpatch.CompatibilityFlags;
import io.fabric8.zjsonpatch.JsonPatch;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON Patch in the making: what must still hold, then what changes. The tests are the optimistic lock: the uid, every
 * value that is changed as it was read, and whatever else an operation relies on. A resourceVersion would not do: every
 * status write moves it.
 */
final class Change {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = new JsonMapper();

    private final LiveObject live;
    private final ArrayNode tests = JSON.arrayNode();
    private final ArrayNode writes = JSON.arrayNode();
    private final Set<String> tested = new HashSet<>();

    private Change(LiveObject live) {
        this.live = live;
    }

    /** @param uid the object must still be the one that was looked at, not one made anew under its name */
    static Change of(LiveObject live, String uid) {
        Change change = new Change(live);
        change.test("/metadata/uid", JSON.stringNode(uid));
        return change;
    }

    /** Nothing of what is wanted of the object may have changed, shown or not. */
    Change sameGeneration() {
        test("/metadata/generation", JSON.numberNode(live.generation()));
        return this;
    }

    /** The value must be as it was read. Absent is not false for a test; a test for null means "absent or null". */
    Change same(String path) {
        JsonNode there = live.json().at(path);
        test(path, there.isMissingNode() ? JSON.nullNode() : there);
        return this;
    }

    /** The condition, if there is one, must be True. */
    Change isTrue(String condition) {
        live.indexOf(condition).ifPresent(index -> {
            test("/status/conditions/" + index + "/type", JSON.stringNode(condition));
            test("/status/conditions/" + index + "/status", JSON.stringNode("True"));
        });
        return this;
    }

    /** Nothing where the value is already there. */
    Change set(String path, JsonNode value) {
        if (!holds(live.json().at(path), overTheWire(value))) {
            same(path);
            // "add" also replaces; "replace" would be answered with success and do nothing where the field is absent.
            writes.addObject().put("op", "add").put("path", path).set("value", value);
        }
        return this;
    }

    Change set(String path, String value) {
        return set(path, JSON.stringNode(value));
    }

    Change set(String path, boolean value) {
        return set(path, JSON.booleanNode(value));
    }

    Change set(String path, long value) {
        return set(path, JSON.numberNode(value));
    }

    /** Nothing where there is no value. */
    Change remove(String path) {
        if (!live.json().at(path).isMissingNode()) {
            same(path);
            writes.addObject().put("op", "remove").put("path", path);
        }
        return this;
    }

    /** Sets entries of a map, such as annotations, which may not be there yet. */
    Change put(String map, ObjectNode entries) {
        if (live.json().at(map).isMissingNode()) {
            return set(map, entries);
        }
        entries.properties().forEach(entry -> set(map + "/" + escaped(entry.getKey()), entry.getValue()));
        return this;
    }

    Change label(String key, String value) {
        return put("/metadata/labels", JSON.objectNode().put(key, value));
    }

    Change annotation(String key, String value) {
        return put("/metadata/annotations", JSON.objectNode().put(key, value));
    }

    /** Tests, then writes; empty when nothing would change. */
    ArrayNode asPatch() {
        return writes.isEmpty() ? nothing() : JSON.arrayNode().addAll(tests).addAll(writes);
    }

    private void test(String path, JsonNode value) {
        if (tested.add(path)) {
            tests.addObject().put("op", "test").put("path", path).set("value", value);
        }
    }

    /** The patch of an object that is already as wanted. */
    static ArrayNode nothing() {
        return JSON.arrayNode();
    }

    /** A whole object taken away, told as RFC 6902 would; it is sent as a DELETE with this uid as precondition. */
    static ArrayNode deletion(String uid) {
        ArrayNode patch = JSON.arrayNode();
        patch.addObject().put("op", "test").put("path", "/metadata/uid").put("value", uid);
        patch.addObject().put("op", "remove").put("path", "");
        return patch;
    }

    static boolean deletes(ArrayNode patch) {
        return writtenPaths(patch).contains("");
    }

    static ArrayNode tests(ArrayNode patch) {
        return JSON.arrayNode()
                .addAll(patch.valueStream().filter(Change::isTest).toList());
    }

    static ArrayNode writes(ArrayNode patch) {
        return JSON.arrayNode()
                .addAll(patch.valueStream().filter(each -> !isTest(each)).toList());
    }

    static List<String> writtenPaths(ArrayNode patch) {
        List<String> paths = new ArrayList<>();
        writes(patch).forEach(write -> paths.add(write.path("path").asString("")));
        return paths;
    }

    /** Whether the object, which is there, is as the patch makes it; whatever else was changed does not matter. */
    static boolean isIn(ArrayNode patch, ObjectNode live) {
        return writes(patch).valueStream().allMatch(write -> {
            String path = write.path("path").asString("");
            return write.path("op").asString("").equals("remove")
                    ? !path.isEmpty() && live.at(path).isMissingNode()
                    : holds(live.at(path), write.path("value"));
        });
    }

    /** The object with the writes made, whatever the tests say: what it will be when a step's turn has come. */
    static ObjectNode applied(ArrayNode patch, ObjectNode object) {
        return (ObjectNode) JsonPatch.apply(
                writes(patch),
                object.deepCopy(),
                EnumSet.of(CompatibilityFlags.ALLOW_MISSING_TARGET_OBJECT_ON_REPLACE));
    }

    private static boolean isTest(JsonNode step) {
        return step.path("op").asString("").equals("test");
    }

    /** An API server leaves out what is false or empty, and others may have added to a map. */
    static boolean holds(JsonNode there, JsonNode wanted) {
        if (there.isMissingNode() || there.isNull()) {
            return wanted.isNull()
                    || wanted.isBoolean() && !wanted.booleanValue()
                    || wanted.isContainer() && wanted.isEmpty();
        }
        if (there.isObject() && wanted.isObject()) {
            return wanted.properties().stream().allMatch(each -> holds(there.path(each.getKey()), each.getValue()));
        }
        return overTheWire(there).equals(overTheWire(wanted));
    }

    /** Numbers in their shortest type, so that 5 equals 5. */
    private static JsonNode overTheWire(JsonNode node) {
        return MAPPER.readTree(node.toString());
    }

    static String escaped(String key) {
        return JsonPointer.empty().appendProperty(key).toString().substring(1);
    }
}
