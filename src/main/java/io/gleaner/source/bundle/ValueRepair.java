package io.gleaner.source.bundle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
    // Keys and indexes.
    private final Deque<Object> path = new ArrayDeque<>();

    private ValueRepair() {}

    /**
     * Repairs an object in place.
     *
     * @return the paths of the strings that were changed, such as {@code status.conditions[0].message}
     */
    static List<String> undo(ObjectNode object) {
        ValueRepair repair = new ValueRepair();
        repair.object(object);
        return List.copyOf(repair.repaired);
    }

    private void object(ObjectNode object) {
        List<String> absent = List.of();
        for (var field : object.properties()) {
            JsonNode before = field.getValue();
            if (before.isNull()) {
                absent = absent.isEmpty() ? new ArrayList<>() : absent;
                absent.add(field.getKey());
            } else {
                path.addLast(field.getKey());
                JsonNode after = repaired(before, field.getKey());
                if (after != before) {
                    field.setValue(after);
                }
                path.removeLast();
            }
        }
        if (!absent.isEmpty()) {
            object.remove(absent);
        }
    }

    private void array(ArrayNode array) {
        for (int i = array.size() - 1; i >= 0; i--) {
            JsonNode before = array.get(i);
            if (before.isNull()) {
                array.remove(i);
            } else {
                path.addLast(i);
                JsonNode after = repaired(before, "");
                if (after != before) {
                    array.set(i, after);
                }
                path.removeLast();
            }
        }
    }

    private JsonNode repaired(JsonNode node, String key) {
        switch (node) {
            case ObjectNode object -> object(object);
            case ArrayNode array -> array(array);
            default -> {
                return scalar(node, key);
            }
        }
        return node;
    }

    private JsonNode scalar(JsonNode node, String key) {
        if (node.isString()) {
            String text = node.stringValue();
            if (text.equals(NULL) && !key.equals("key")) {
                repaired.add(here());
                return JsonNodeFactory.instance.stringNode("");
            }
            if (text.endsWith(AFTER_QUOTE)) {
                repaired.add(here());
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

    private String here() {
        StringBuilder here = new StringBuilder();
        for (Object step : path) {
            switch (step) {
                case Integer index -> here.append('[').append(index).append(']');
                default -> here.append(here.isEmpty() ? "" : ".").append(step);
            }
        }
        return here.toString();
    }
}
