package io.gleaner.cases;

import io.gleaner.model.ClusterState;
import io.gleaner.model.Coverage;
import io.gleaner.model.CoverageStatus;
import io.gleaner.model.Origin;
import io.gleaner.model.PodLog;
import io.gleaner.source.ClusterStateMapping;
import io.gleaner.source.PodLogText;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A recorded cluster: {@code objects.yaml} in a folder. Its first document, {@code kind: Case}, says {@code asOf} and, by
 * qualified kind name, what could not be read ({@code unread: {pods: FORBIDDEN}}). A ConfigMap may spell a chart index out as
 * {@code index: {chart: [versions]}}; it is packed as Rancher packs it. A document {@code kind: Log} is what a Pod wrote
 * ({@code pod: namespace/name}, {@code lines: |}), each line with its time before it as the API gives it.
 *
 * <p>A header may name a {@code base}, another folder: then the file holds only what is different there. A document of the base
 * is changed as a merge patch does, others are added, and {@code without: [Kind namespace/name]} takes some away, those of one group
 * alone with the group before the kind.
 */
public final class CaseFile {
    static final Path FOLDER = Path.of("src/test/resources/cases");

    private static final YAMLMapper YAML = new YAMLMapper();

    private CaseFile() {}

    public static ClusterState read(Path folder) {
        return state(objects(folder), String.valueOf(folder.getFileName()));
    }

    /** A file of its own in place of a folder's {@code objects.yaml}. */
    public static ClusterState readFile(Path file) {
        return state(documents(file), String.valueOf(file.getFileName()));
    }

    static List<ObjectNode> objects(Path folder) {
        return documents(folder.resolve("objects.yaml"));
    }

    /** The header, then the objects and logs, of a file with the base it names. */
    public static List<ObjectNode> documents(Path file) {
        List<ObjectNode> documents = unpacked(file);
        documents.forEach(CaseFile::packIndex);
        return documents;
    }

    private static List<ObjectNode> unpacked(Path file) {
        List<ObjectNode> documents = parsed(file);
        String base = documents.getFirst().path("base").asString("");
        return base.isEmpty()
                ? documents
                : overlaid(unpacked(FOLDER.resolve(base).resolve("objects.yaml")), documents);
    }

    private static List<ObjectNode> overlaid(List<ObjectNode> base, List<ObjectNode> changes) {
        Map<String, ObjectNode> objects = new LinkedHashMap<>();
        base.stream().skip(1).forEach(object -> objects.put(identity(object), object));
        ObjectNode header = merged(base.getFirst(), changes.getFirst());
        header.path("without").forEach(gone -> {
            if (!objects.keySet().removeIf(each -> (" " + each).endsWith(" " + gone.asString()))) {
                throw new IllegalArgumentException("the base has no " + gone.asString());
            }
        });
        changes.stream().skip(1).forEach(change -> objects.merge(identity(change), change, CaseFile::merged));
        List<ObjectNode> all = new ArrayList<>(List.of(header));
        all.addAll(objects.values());
        return all;
    }

    private static String identity(ObjectNode object) {
        JsonNode metadata = object.path("metadata");
        String namespace = metadata.path("namespace").asString("");
        String name = metadata.path("name").asString("");
        // Three kinds are called Cluster.
        String group = object.path("apiVersion").asString("").replaceFirst("/?[^/]*$", "");
        String path = object.path("pod").asString(namespace.isEmpty() ? name : namespace + "/" + name);
        return group + " " + object.path("kind").asString("") + " " + path;
    }

    /** RFC 7386. */
    private static ObjectNode merged(ObjectNode target, ObjectNode patch) {
        ObjectNode result = target.deepCopy();
        patch.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                result.remove(field.getKey());
            } else if (value instanceof ObjectNode inner && result.get(field.getKey()) instanceof ObjectNode before) {
                result.set(field.getKey(), merged(before, inner));
            } else {
                result.set(field.getKey(), value);
            }
        });
        return result;
    }

    private static List<ObjectNode> parsed(Path file) {
        try {
            String yaml = Files.readString(file);
            List<ObjectNode> objects = new ArrayList<>();
            for (JsonNode document :
                    YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml).readAll()) {
                if (document instanceof ObjectNode object) {
                    objects.add(object);
                }
            }
            return objects;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ClusterState state(List<ObjectNode> documents, String name) {
        return ClusterStateMapping.map(
                raw(documents),
                new Origin(Origin.Kind.BUNDLE, name, null, null, null),
                Instant.parse(documents.getFirst().path("asOf").asString()));
    }

    /** The objects and logs as a source would have read them. */
    public static RawObjects raw(List<ObjectNode> documents) {
        Map<ResourceKind, List<ObjectNode>> objects = new EnumMap<>(ResourceKind.class);
        for (ObjectNode object : documents) {
            ResourceKind.of(
                            object.path("apiVersion").asString(""),
                            object.path("kind").asString(""))
                    .ifPresent(kind -> objects.computeIfAbsent(kind, _ -> new ArrayList<>())
                            .add(object));
        }
        return new RawObjects(
                objects,
                coverage(objects, documents.getFirst().path("unread")),
                "v1.31.7+rke2r1",
                List.of(),
                logs(documents));
    }

    private static List<PodLog> logs(List<ObjectNode> documents) {
        return documents.stream()
                .filter(document -> document.path("kind").asString("").equals("Log"))
                .map(document -> {
                    String pod = document.path("pod").asString("");
                    int slash = pod.indexOf('/');
                    return PodLogText.read(
                            ResourceKind.POD.ref(pod.substring(0, Math.max(0, slash)), pod.substring(slash + 1)),
                            document.path("lines").asString(""));
                })
                .toList();
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
        CoverageStatus logs =
                CoverageStatus.valueOf(unread.path(PodLogText.KIND).asString(CoverageStatus.COLLECTED.name()));
        PodLogText.NAMESPACES.forEach(namespace -> coverage.add(new Coverage(PodLogText.KIND, namespace, logs, "")));
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
