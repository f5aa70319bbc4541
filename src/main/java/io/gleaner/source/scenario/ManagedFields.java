package io.gleaner.source.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code metadata.managedFields} for writes with operation Update: a writer owns what it changed and nobody else owns that
 * any longer. Lists are one field.
 */
final class ManagedFields {
    /** The parts of metadata a client can own; the rest is the server's. */
    private static final Set<String> OWNED_METADATA = Set.of("labels", "annotations", "ownerReferences", "finalizers");

    private static final String FIELD = "f:";

    private ManagedFields() {}

    /** One manager's fields through one door: the main resource or {@code status}. */
    private static final class Entry {
        private final String manager;
        private final String subresource;
        private String time;
        private final Set<List<String>> fields;

        Entry(String manager, String subresource, String time, Set<List<String>> fields) {
            this.manager = manager;
            this.subresource = subresource;
            this.time = time;
            this.fields = fields;
        }
    }

    /** Records in {@code after} who changed what since {@code before}; the times are the entries', not the fields'. */
    static void record(ObjectNode before, ObjectNode after, String manager, String subresource, Instant now) {
        Map<List<String>, JsonNode> old = leaves(before);
        Map<List<String>, JsonNode> current = leaves(after);
        Set<List<String>> changed = new LinkedHashSet<>();
        current.forEach((path, value) -> {
            if (!value.equals(old.get(path))) {
                changed.add(path);
            }
        });
        List<Entry> entries = read(before);
        for (Entry entry : entries) {
            entry.fields.retainAll(current.keySet());
            entry.fields.removeAll(changed);
        }
        Entry own = entries.stream()
                .filter(entry -> entry.manager.equals(manager) && entry.subresource.equals(subresource))
                .findFirst()
                .orElseGet(() -> {
                    Entry fresh = new Entry(manager, subresource, "", new LinkedHashSet<>());
                    entries.add(fresh);
                    return fresh;
                });
        own.fields.addAll(changed);
        own.time = KubernetesJson.time(now);
        entries.removeIf(entry -> entry.fields.isEmpty());
        write(after, entries);
    }

    private static Map<List<String>, JsonNode> leaves(ObjectNode object) {
        Map<List<String>, JsonNode> leaves = new LinkedHashMap<>();
        object.properties().forEach(property -> {
            switch (property.getKey()) {
                case "apiVersion", "kind" -> {}
                case "metadata" ->
                    property.getValue().properties().stream()
                            .filter(each -> OWNED_METADATA.contains(each.getKey()))
                            .forEach(each -> collect(List.of("metadata", each.getKey()), each.getValue(), leaves));
                default -> collect(List.of(property.getKey()), property.getValue(), leaves);
            }
        });
        return leaves;
    }

    private static void collect(List<String> path, JsonNode value, Map<List<String>, JsonNode> leaves) {
        if (value instanceof ObjectNode && !value.isEmpty()) {
            value.properties().forEach(each -> collect(below(path, each.getKey()), each.getValue(), leaves));
        } else {
            leaves.put(path, value);
        }
    }

    private static List<String> below(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return List.copyOf(longer);
    }

    private static List<Entry> read(ObjectNode object) {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode entry : object.at("/metadata/managedFields")) {
            Set<List<String>> fields = new LinkedHashSet<>();
            collectFields(List.of(), entry.path("fieldsV1"), fields);
            entries.add(new Entry(
                    entry.path("manager").asString(""),
                    entry.path("subresource").asString(""),
                    entry.path("time").asString(""),
                    fields));
        }
        return entries;
    }

    private static void collectFields(List<String> path, JsonNode tree, Set<List<String>> fields) {
        if (tree.isEmpty()) {
            fields.add(path);
        }
        tree.properties().stream()
                .filter(each -> each.getKey().startsWith(FIELD))
                .forEach(each ->
                        collectFields(below(path, each.getKey().substring(FIELD.length())), each.getValue(), fields));
    }

    private static void write(ObjectNode object, List<Entry> entries) {
        ArrayNode list = KubernetesJson.metadata(object).putArray("managedFields");
        for (Entry entry : entries) {
            ObjectNode node = list.addObject()
                    .put("manager", entry.manager)
                    .put("operation", "Update")
                    .put("apiVersion", KubernetesJson.text(object, "/apiVersion"))
                    .put("time", entry.time)
                    .put("fieldsType", "FieldsV1");
            ObjectNode tree = node.putObject("fieldsV1");
            for (List<String> path : entry.fields) {
                ObjectNode at = tree;
                for (String key : path) {
                    at = KubernetesJson.child(at, FIELD + key);
                }
            }
            if (!entry.subresource.isEmpty()) {
                node.put("subresource", entry.subresource);
            }
        }
    }
}
