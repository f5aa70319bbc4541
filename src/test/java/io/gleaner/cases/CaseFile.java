package io.gleaner.cases;

import io.gleaner.model.ClusterState;
import io.gleaner.model.Coverage;
import io.gleaner.model.CoverageStatus;
import io.gleaner.model.Origin;
import io.gleaner.source.ClusterStateMapping;
import io.gleaner.source.RawObjects;
import io.gleaner.source.ResourceKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A recorded cluster: {@code objects.yaml} in a folder. Its first document, {@code kind: Case}, says {@code asOf} and, by
 * qualified kind name, what could not be read ({@code unread: {pods: FORBIDDEN}}). A ConfigMap may spell a chart index out as
 * {@code index: {chart: [versions]}}; it is packed as Rancher packs it.
 */
public final class CaseFile {
    static final Path FOLDER = Path.of("src/test/resources/cases");

    private static final YAMLMapper YAML = new YAMLMapper();

    private CaseFile() {}

    public static ClusterState read(Path folder) {
        return state(objects(folder), String.valueOf(folder.getFileName()));
    }

    static List<ObjectNode> objects(Path folder) {
        try {
            String yaml = Files.readString(folder.resolve("objects.yaml"));
            List<ObjectNode> objects = new ArrayList<>();
            for (JsonNode document :
                    YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml).readAll()) {
                if (document instanceof ObjectNode object) {
                    packIndex(object);
                    objects.add(object);
                }
            }
            return objects;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ClusterState state(List<ObjectNode> documents, String name) {
        ObjectNode header = documents.getFirst();
        Map<ResourceKind, List<ObjectNode>> objects = new EnumMap<>(ResourceKind.class);
        for (ObjectNode object : documents) {
            ResourceKind.of(
                            object.path("apiVersion").asString(""),
                            object.path("kind").asString(""))
                    .ifPresent(kind -> objects.computeIfAbsent(kind, _ -> new ArrayList<>())
                            .add(object));
        }
        return ClusterStateMapping.map(
                new RawObjects(objects, coverage(objects, header.path("unread")), "v1.31.7+rke2r1"),
                new Origin(Origin.Kind.BUNDLE, name, null, null, null),
                Instant.parse(header.path("asOf").asString()));
    }

    private static List<Coverage> coverage(Map<ResourceKind, List<ObjectNode>> objects, JsonNode unread) {
        List<Coverage> coverage = new ArrayList<>();
        for (ResourceKind kind : ResourceKind.values()) {
            String name = kind.qualifiedName();
            CoverageStatus status = unread.has(name)
                    ? CoverageStatus.valueOf(unread.path(name).asString())
                    : objects.containsKey(kind) ? CoverageStatus.COLLECTED : CoverageStatus.EMPTY;
            for (ResourceKind.Scope scope : kind.scopes()) {
                coverage.add(new Coverage(name, scope.namespace(), status, ""));
            }
        }
        return coverage;
    }

    private static void packIndex(ObjectNode configMap) {
        if (!configMap.has("index")) {
            return;
        }
        ObjectNode index = YAML.createObjectNode();
        ObjectNode entries = index.putObject("entries");
        configMap
                .path("index")
                .properties()
                .forEach(chart -> chart.getValue()
                        .forEach(version ->
                                entries.withArray(chart.getKey()).addObject().put("version", version.asString())));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(index.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        configMap.remove("index");
        configMap.putObject("binaryData").put("content", Base64.getEncoder().encodeToString(packed.toByteArray()));
    }
}
