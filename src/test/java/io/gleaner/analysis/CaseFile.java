package io.gleaner.analysis;

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
 * A recorded cluster: one YAML file of objects. A first document {@code kind: Case} says {@code asOf} and, by qualified kind
 * name, which kinds could not be read ({@code unread: {pods: FORBIDDEN}}). A ConfigMap may spell its chart index out as
 * {@code index: {chart: [versions]}}; it is packed as Rancher packs it.
 */
final class CaseFile {
    private static final YAMLMapper YAML = new YAMLMapper();

    private CaseFile() {}

    static ClusterState state(Path file, String name, Instant asOf) {
        try {
            return state(Files.readString(file), name, asOf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ClusterState state(String yaml, String name, Instant defaultAsOf) {
        Map<ResourceKind, List<ObjectNode>> objects = new EnumMap<>(ResourceKind.class);
        Instant asOf = defaultAsOf;
        JsonNode unread = YAML.createObjectNode();
        for (JsonNode document :
                YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml).readAll()) {
            if (!(document instanceof ObjectNode object)) {
                continue;
            }
            String kind = object.path("kind").asString("");
            if (kind.equals("Case")) {
                asOf = Instant.parse(object.path("asOf").asString());
                unread = object.path("unread");
                continue;
            }
            packIndex(object);
            ResourceKind.of(object.path("apiVersion").asString(""), kind)
                    .ifPresent(known -> objects.computeIfAbsent(known, _ -> new ArrayList<>())
                            .add(object));
        }
        return ClusterStateMapping.map(
                new RawObjects(objects, coverage(objects, unread), "v1.31.7+rke2r1"),
                new Origin(Origin.Kind.BUNDLE, name, null, null, null),
                asOf);
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
