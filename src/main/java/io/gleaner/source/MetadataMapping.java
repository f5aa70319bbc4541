package io.gleaner.source;

import io.gleaner.model.Condition;
import io.gleaner.model.Conditions;
import io.gleaner.model.FieldWriter;
import io.gleaner.model.Known;
import io.gleaner.model.Metadata;
import io.gleaner.model.ObjectRef;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What all objects have: {@code metadata} and {@code status.conditions}. */
final class MetadataMapping {
    private MetadataMapping() {}

    static Metadata metadata(ResourceKind kind, ObjectNode object) {
        JsonView metadata = new JsonView(object).at("metadata");
        String namespace = metadata.text("namespace");
        return new Metadata(
                kind.ref(namespace.isEmpty() ? null : namespace, metadata.text("name")),
                metadata.text("uid"),
                metadata.longNumber(0, "generation"),
                metadata.instant("creationTimestamp"),
                metadata.instant("deletionTimestamp"),
                metadata.texts("labels"),
                metadata.texts("annotations"),
                metadata.list(
                        owner -> new Metadata.Owner(owner.text("kind"), owner.text("name"), owner.text("uid")),
                        "ownerReferences"),
                metadata.list(MetadataMapping::fieldWriter, "managedFields"));
    }

    /** An object that another one names by {@code apiVersion}, {@code kind}, {@code namespace} and {@code name}. */
    static ObjectRef reference(JsonView json) {
        String namespace = json.text("namespace");
        return new ObjectRef(
                json.text("apiVersion"), json.text("kind"), namespace.isEmpty() ? null : namespace, json.text("name"));
    }

    private static FieldWriter fieldWriter(JsonView entry) {
        return new FieldWriter(
                entry.text("manager"), entry.text("operation"), entry.instant("time"), fields(entry.at("fieldsV1")));
    }

    /** {@code f:spec} over {@code f:paused} becomes {@code spec.paused}. */
    private static Set<String> fields(JsonView fieldsV1) {
        Set<String> fields = new HashSet<>();
        fieldsV1.forEachField((outer, below) -> below.forEachField((inner, _) -> {
            if (outer.startsWith("f:") && inner.startsWith("f:")) {
                fields.add(outer.substring(2) + "." + inner.substring(2));
            }
        }));
        return fields;
    }

    static Conditions conditions(JsonView object) {
        return new Conditions(object.list(MetadataMapping::condition, "status", "conditions"));
    }

    private static Condition condition(JsonView condition) {
        Known status = switch (condition.text("status")) {
            case "True" -> Known.YES;
            case "False" -> Known.NO;
            default -> Known.UNKNOWN;
        };
        @Nullable Instant updated = condition.instant("lastUpdateTime");
        return new Condition(
                condition.text("type"),
                status,
                updated != null ? updated : condition.instant("lastTransitionTime"),
                condition.message("reason"),
                condition.message("message"));
    }
}
