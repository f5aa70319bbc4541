package io.gleaner.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decodes the chart index Rancher keeps for a ClusterRepo: a Helm index as gzip JSON, cut into ConfigMaps that name their
 * successor in an annotation. It tells which chart versions can be resolved without asking the chart server.
 */
public final class ChartIndex {
    /** On each chunk: the name of the next one, empty on the last. */
    public static final String NEXT_ANNOTATION = "catalog.cattle.io/next";

    private static final JsonMapper JSON = new JsonMapper();
    // Far above Rancher's largest index; a bound, because the content comes from outside.
    private static final int LARGEST_INDEX_BYTES = 64 * 1024 * 1024;

    private ChartIndex() {}

    /**
     * Chart name to versions, in the order of the index; empty when chunks are missing, broken, or belong to another
     * ClusterRepo of the same name (Rancher refuses those with {@code Unauthorized}).
     */
    public static Optional<Map<String, List<String>>> read(
            String namespace, String firstChunk, String repositoryUid, List<ObjectNode> configMaps) {
        if (firstChunk.isEmpty()) {
            return Optional.empty();
        }
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        Set<String> seen = new HashSet<>();
        String wanted = firstChunk;
        while (!wanted.isEmpty()) {
            String name = wanted;
            Optional<JsonView> chunk = configMaps.stream()
                    .map(JsonView::new)
                    .filter(each -> each.text("metadata", "name").equals(name)
                            && each.text("metadata", "namespace").equals(namespace))
                    .findFirst();
            if (chunk.isEmpty() || !seen.add(name) || !belongsTo(repositoryUid, chunk.get())) {
                return Optional.empty();
            }
            try {
                compressed.writeBytes(Base64.getDecoder().decode(chunk.get().text("binaryData", "content")));
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
            wanted = chunk.get().text("metadata", "annotations", NEXT_ANNOTATION);
        }
        return versions(compressed.toByteArray());
    }

    private static boolean belongsTo(String repositoryUid, JsonView chunk) {
        List<String> owners = chunk.list(owner -> owner.text("uid"), "metadata", "ownerReferences");
        return owners.isEmpty() || owners.contains(repositoryUid);
    }

    private static Optional<Map<String, List<String>>> versions(byte[] compressed) {
        try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            byte[] index = unzipped.readNBytes(LARGEST_INDEX_BYTES);
            Map<String, List<String>> versions = new HashMap<>();
            new JsonView(JSON.readTree(index)).at("entries").forEachField((chart, entries) -> {
                List<String> served = new ArrayList<>(entries.list(entry -> entry.text("version")));
                served.removeIf(String::isEmpty);
                versions.put(chart, List.copyOf(served));
            });
            return Optional.of(Map.copyOf(versions));
        } catch (IOException | JacksonException _) {
            return Optional.empty();
        }
    }
}
