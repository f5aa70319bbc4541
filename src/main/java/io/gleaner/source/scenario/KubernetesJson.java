package io.gleaner.source.scenario;

import io.gleaner.model.ObjectRef;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How Kubernetes writes objects down. */
final class KubernetesJson {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final JsonMapper SORTED =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    private KubernetesJson() {}

    static ObjectNode metadata(ObjectNode object) {
        return child(object, "metadata");
    }

    /** The object below a key, made when it is not there. */
    static ObjectNode child(ObjectNode parent, String key) {
        return parent.get(key) instanceof ObjectNode there ? there : parent.putObject(key);
    }

    static String text(JsonNode node, String pointer) {
        return node.at(pointer).asString("");
    }

    static String name(ObjectNode object) {
        return text(object, "/metadata/name");
    }

    static @Nullable String namespace(ObjectNode object) {
        return object.at("/metadata/namespace").asString(null);
    }

    static ObjectRef ref(ObjectNode object) {
        return new ObjectRef(text(object, "/apiVersion"), text(object, "/kind"), namespace(object), name(object));
    }

    /** The API keeps whole seconds. */
    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** A bare object of that name. */
    static ObjectNode object(ObjectRef ref) {
        ObjectNode object =
                MAPPER.createObjectNode().put("apiVersion", ref.apiVersion()).put("kind", ref.kind());
        ObjectNode metadata = object.putObject("metadata").put("name", ref.name());
        if (ref.namespace() != null) {
            metadata.put("namespace", ref.namespace());
        }
        return object;
    }

    /** Whether two objects would look different on the wire. */
    static boolean differ(JsonNode one, JsonNode other) {
        return !one.equals(other) && !overTheWire(one).equals(overTheWire(other));
    }

    /** The same text for equal objects, whatever the order of their fields. */
    static String canonical(JsonNode node) {
        return SORTED.writeValueAsString(node);
    }

    /** As it would come back over the wire: numbers in their shortest type, so that 5 equals 5. */
    static JsonNode overTheWire(JsonNode node) {
        return MAPPER.readTree(MAPPER.writeValueAsString(node));
    }
}
