package io.gleaner.source.scenario;

import io.gleaner.model.Coverage;
import io.gleaner.model.CoverageStatus;
import io.gleaner.source.ChartIndex;
import io.gleaner.source.RawObjects;
import io.gleaner.source.ResourceKind;
import io.gleaner.source.ResourceKind.Scope;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads an {@link InMemoryCluster} in the places where a live cluster is read, with the eyes of one user. */
final class ScenarioReading {
    private final InMemoryCluster cluster;
    private final AccessPolicy access;
    private final Map<ResourceKind, List<ObjectNode>> objects = new EnumMap<>(ResourceKind.class);
    private final List<Coverage> coverage = new ArrayList<>();

    private ScenarioReading(InMemoryCluster cluster, AccessPolicy access) {
        this.cluster = cluster;
        this.access = access;
    }

    static RawObjects read(InMemoryCluster cluster, AccessPolicy access, String kubernetesVersion) {
        ScenarioReading reading = new ScenarioReading(cluster, access);
        for (ResourceKind kind : ResourceKind.values()) {
            kind.scopes().forEach(scope -> reading.read(kind, scope));
        }
        reading.followIndexes();
        return new RawObjects(reading.objects, reading.coverage, kubernetesVersion);
    }

    private void read(ResourceKind kind, Scope scope) {
        if (isForbidden("list", kind, scope.namespace(), scope.name())) {
            return;
        }
        List<ObjectNode> found = cluster.list(kind, scope.namespace(), scope.labelSelector()).stream()
                .filter(object ->
                        scope.name() == null || KubernetesJson.name(object).equals(scope.name()))
                .toList();
        objects.computeIfAbsent(kind, _ -> new ArrayList<>()).addAll(found);
        covered(kind, scope.namespace(), found.isEmpty());
    }

    private boolean isForbidden(String verb, ResourceKind kind, @Nullable String namespace, @Nullable String name) {
        Optional<String> refusal = access.refusal(verb, kind, namespace, name);
        refusal.ifPresent(
                words -> coverage.add(new Coverage(kind.qualifiedName(), namespace, CoverageStatus.FORBIDDEN, words)));
        return refusal.isPresent();
    }

    private void covered(ResourceKind kind, @Nullable String namespace, boolean empty) {
        CoverageStatus status = empty ? CoverageStatus.EMPTY : CoverageStatus.COLLECTED;
        coverage.add(new Coverage(kind.qualifiedName(), namespace, status, ""));
    }

    /** The index ConfigMaps that the ClusterRepos name, chunk after chunk. */
    private void followIndexes() {
        for (ObjectNode repository : objects.getOrDefault(ResourceKind.CLUSTER_REPO, List.of())) {
            String namespace = KubernetesJson.text(repository, "/status/indexConfigMapNamespace");
            if (isForbidden("get", ResourceKind.CONFIG_MAP, namespace, null)) {
                continue;
            }
            List<ObjectNode> chunks = chunks(namespace, KubernetesJson.text(repository, "/status/indexConfigMapName"));
            objects.computeIfAbsent(ResourceKind.CONFIG_MAP, _ -> new ArrayList<>())
                    .addAll(chunks);
            covered(ResourceKind.CONFIG_MAP, namespace, chunks.isEmpty());
        }
    }

    private List<ObjectNode> chunks(String namespace, String first) {
        List<ObjectNode> chunks = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String name = first;
        while (!name.isEmpty() && seen.add(name)) {
            String wanted = name;
            name = "";
            for (ObjectNode chunk : cluster.list(ResourceKind.CONFIG_MAP, namespace, null)) {
                if (KubernetesJson.name(chunk).equals(wanted)) {
                    chunks.add(chunk);
                    name = chunk.path("metadata")
                            .path("annotations")
                            .path(ChartIndex.NEXT_ANNOTATION)
                            .asString("");
                }
            }
        }
        return chunks;
    }
}
