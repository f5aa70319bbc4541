package io.gleaner.source.bundle;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Undoes what the bundle's maker does to values. It edits the API server's JSON as text before it writes YAML
 * ({@code toObjCommon} in rancher/support-bundle-kit): an empty string, and a null that is followed by a comma, become the text
 * {@code null}, so that also a string that ends in a quotation mark grows by it. Then numbers go through a float.
 *
 * <p>A string {@code null} that was one in the cluster cannot be told from an empty one, except under {@code key}, where label
 * selectors and Prometheus rules keep it.
 */
final class ValueRepair {
    private static final String NULL = "null";
    private static final String AFTER_QUOTE = "\"null";
    private static final double LONGS_END = 0x1p63;

    private final List<String> repaired = new ArrayList<>();

    private ValueRepair() {}

    /**
     * Repairs an object in place.
     *
     * @return the paths of the strings that were changed, such as {@code status.conditions[0].message}
     */
    static List<String> undo(ObjectNode object) {
        ValueRepair repair = new ValueRepair();
        repair.object(object, "");
        return List.copyOf(repair.repaired);
    }

    private void object(ObjectNode object, String path) {
        List<String> absent = new ArrayList<>();
        for (var field : object.properties()) {
            String key = field.getKey();
            JsonNode before = field.getValue();
            if (before.isNull()) {
                absent.add(key);
            } else if (before.isContainer()) {
                container(before, join(path, key));
            } else {
                JsonNode after = scalar(before, key, path);
                if (after != before) {
                    field.setValue(after);
                }
            }
        }
        object.remove(absent);
    }

    private void array(ArrayNode array, String path) {
        for (int i = array.size() - 1; i >= 0; i--) {
            JsonNode before = array.get(i);
            if (before.isNull()) {
                array.remove(i);
            } else if (before.isContainer()) {
                container(before, path + "[" + i + "]");
            } else {
                JsonNode after = scalar(before, "[" + i + "]", path);
                if (after != before) {
                    array.set(i, after);
                }
            }
        }
    }

    private void container(JsonNode node, String path) {
        switch (node) {
            case ObjectNode object -> object(object, path);
            case ArrayNode array -> array(array, path);
            default -> throw new IllegalStateException(node.getNodeType().name());
        }
    }

    private JsonNode scalar(JsonNode node, String key, String path) {
        if (node.isString()) {
            String text = node.stringValue();
            if (text.equals(NULL) && !key.equals("key")) {
                repaired.add(join(path, key));
                return JsonNodeFactory.instance.stringNode("");
            }
            if (text.endsWith(AFTER_QUOTE)) {
                repaired.add(join(path, key));
                return JsonNodeFactory.instance.stringNode(text.substring(0, text.length() - NULL.length()));
            }
        } else if (node.isFloatingPointNumber()) {
            double value = node.doubleValue();
            if (value == Math.rint(value) && Math.abs(value) < LONGS_END) {
                return JsonNodeFactory.instance.numberNode((long) value);
            }
        }
        return node;
    }

    private static String join(String path, String key) {
        return path.isEmpty() || key.startsWith("[") ? path + key : path + "." + key;
    }
}
