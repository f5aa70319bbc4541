package io.gleaner.source.scenario;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rancher's three-way merge: it restores what it wants, removes what it wanted last time and no longer wants, and leaves
 * alone what it never wanted. So a Bundle paused by hand stays paused, one that Rancher paused does not.
 */
final class AppliedSet {
    static final String ANNOTATION = "objectset.rio.cattle.io/applied";

    private AppliedSet() {}

    static void merge(ObjectNode live, JsonNode last, ObjectNode wanted) {
        last.propertyNames().forEach(key -> {
            if (!wanted.has(key)) {
                live.remove(key);
            }
        });
        wanted.properties().forEach(each -> {
            if (each.getValue() instanceof ObjectNode wantedChild
                    && live.get(each.getKey()) instanceof ObjectNode liveChild) {
                merge(liveChild, last.path(each.getKey()), wantedChild);
            } else {
                live.set(each.getKey(), each.getValue().deepCopy());
            }
        });
    }

    static byte[] gzip(JsonNode json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
            zipped.write(KubernetesJson.MAPPER.writeValueAsBytes(json));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static String encode(JsonNode json) {
        return Base64.getEncoder().encodeToString(gzip(json));
    }

    /** What was applied last; nothing when nobody can tell. */
    static JsonNode decode(String annotation) {
        try (GZIPInputStream unzipped =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(annotation)))) {
            return KubernetesJson.MAPPER.readTree(unzipped.readAllBytes());
        } catch (IOException | IllegalArgumentException | JacksonException _) {
            return KubernetesJson.MAPPER.createObjectNode();
        }
    }
}
