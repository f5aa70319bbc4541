package io.gleaner.source.scenario;

import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterRequestException.Reason;
import io.gleaner.source.ResourceKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an API server makes of a write: what it ignores, what it refuses, and when it raises the generation. */
final class WriteRules {
    /** Which door a write comes through. */
    enum Door {
        MAIN,
        STATUS
    }

    private static final List<String> SERVER_OWNED =
            List.of("name", "namespace", "uid", "creationTimestamp", "resourceVersion", "generation", "managedFields");

    private WriteRules() {}

    /**
     * The object that would be stored, with the resourceVersion of the stored one.
     *
     * @return {@code stored} itself when the write has no effect
     * @throws ClusterRequestException CONFLICT when the proposal carries another resourceVersion
     */
    static ObjectNode next(
            ResourceKind kind, ObjectNode stored, ObjectNode proposed, Door door, String manager, Instant now) {
        String version = KubernetesJson.text(proposed, "/metadata/resourceVersion");
        if (!version.isEmpty() && !version.equals(KubernetesJson.text(stored, "/metadata/resourceVersion"))) {
            throw new ClusterRequestException(
                    Reason.CONFLICT,
                    "Operation cannot be fulfilled on %s \"%s\": the object has been modified; please apply your changes to the latest version and try again"
                            .formatted(kind.qualifiedName(), KubernetesJson.name(stored)));
        }
        ObjectNode next = door == Door.MAIN ? proposed.deepCopy() : stored.deepCopy();
        if (door == Door.STATUS || kind.hasStatusSubresource()) {
            copy("status", door == Door.STATUS ? proposed : stored, next);
        }
        SERVER_OWNED.forEach(field -> copy(field, KubernetesJson.metadata(stored), KubernetesJson.metadata(next)));
        if (next.equals(stored)) {
            return stored;
        }
        if (hasGeneration(kind) && !wanted(kind, next).equals(wanted(kind, stored))) {
            KubernetesJson.metadata(next)
                    .put("generation", stored.at("/metadata/generation").asLong(0) + 1);
        }
        ManagedFields.record(stored, next, manager, door == Door.STATUS ? "status" : "", now);
        return (ObjectNode) KubernetesJson.overTheWire(next);
    }

    /** A new object with what the server fills in. What a recording already says of itself stays. */
    static ObjectNode first(ResourceKind kind, ObjectNode object, String manager, Instant now) {
        ObjectNode created = object.deepCopy();
        ObjectNode metadata = KubernetesJson.metadata(created);
        if (!metadata.has("uid")) {
            String identity =
                    kind.qualifiedName() + "/" + KubernetesJson.ref(object).path();
            metadata.put(
                    "uid",
                    UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8))
                            .toString());
        }
        if (!metadata.has("creationTimestamp")) {
            metadata.put("creationTimestamp", KubernetesJson.time(now));
        }
        if (hasGeneration(kind) && !metadata.has("generation")) {
            metadata.put("generation", 1);
        }
        if (!metadata.has("managedFields")) {
            ObjectNode nothing = KubernetesJson.MAPPER.createObjectNode();
            JsonNode status = kind.hasStatusSubresource() ? created.remove("status") : null;
            ManagedFields.record(nothing, created, manager, "", now);
            if (status != null) {
                ObjectNode withoutStatus = created.deepCopy();
                created.set("status", status);
                ManagedFields.record(withoutStatus, created, manager, "status", now);
            }
        }
        return (ObjectNode) KubernetesJson.overTheWire(created);
    }

    /** What the generation counts changes of: everything but metadata and, where it is kept apart, status. */
    private static ObjectNode wanted(ResourceKind kind, ObjectNode object) {
        ObjectNode wanted = object.deepCopy();
        wanted.remove("metadata");
        if (kind.hasStatusSubresource()) {
            wanted.remove("status");
        }
        return wanted;
    }

    private static boolean hasGeneration(ResourceKind kind) {
        return switch (kind) {
            case CONFIG_MAP, SECRET, EVENT, POD, NODE, STORAGE_CLASS -> false;
            default -> true;
        };
    }

    private static void copy(String field, ObjectNode from, ObjectNode to) {
        JsonNode value = from.get(field);
        if (value == null) {
            to.remove(field);
        } else {
            to.set(field, value.deepCopy());
        }
    }
}
