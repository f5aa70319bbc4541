package io.gleaner.source.scenario;

import io.gleaner.model.Coverage;
import io.gleaner.model.CoverageStatus;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.PodLog;
import io.gleaner.source.ChartIndex;
import io.gleaner.source.PodLogText;
import io.gleaner.source.RawObjects;
import io.gleaner.source.ResourceKind;
import io.gleaner.source.ResourceKind.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads an {@link InMemoryCluster} in the places where a live cluster is read, with the eyes of one user.
 *
 * @param logs of Pods that may be gone by now
 */
record ScenarioReading(InMemoryCluster cluster, AccessPolicy access, String kubernetesVersion, List<PodLog> logs) {
    RawObjects read(Instant now) {
        Map<ResourceKind, List<ObjectNode>> objects = new EnumMap<>(ResourceKind.class);
        List<Coverage> coverage = new ArrayList<>();
        for (ResourceKind kind : ResourceKind.values()) {
            kind.scopes().forEach(scope -> read(kind, scope, objects, coverage));
        }
        followIndexes(objects, coverage);
        List<PodLog> written = written(objects, now);
        PodLogText.NAMESPACES.forEach(namespace -> coverage.add(covered(
                PodLogText.KIND,
                namespace,
                written.stream().noneMatch(log -> namespace.equals(log.pod().namespace())))));
        return new RawObjects(objects, coverage, kubernetesVersion, List.of(), written);
    }

    /** Until now, by the Pods that are there. */
    private List<PodLog> written(Map<ResourceKind, List<ObjectNode>> objects, Instant now) {
        Set<ObjectRef> pods = objects.getOrDefault(ResourceKind.POD, List.of()).stream()
                .map(KubernetesJson::ref)
                .collect(Collectors.toSet());
        return logs.stream()
                .filter(log -> pods.contains(log.pod()))
                .map(log -> new PodLog(
                        log.pod(),
                        log.lines().stream()
                                .filter(line ->
                                        line.time() != null && !line.time().isAfter(now))
                                .toList()))
                .toList();
    }

    private void read(
            ResourceKind kind, Scope scope, Map<ResourceKind, List<ObjectNode>> objects, List<Coverage> coverage) {
        if (isForbidden("list", kind, scope.namespace(), scope.name(), coverage)) {
            return;
        }
        List<ObjectNode> found = cluster.list(kind, scope.namespace(), scope.labelSelector()).stream()
                .filter(object ->
                        scope.name() == null || KubernetesJson.name(object).equals(scope.name()))
                .toList();
        objects.computeIfAbsent(kind, _ -> new ArrayList<>()).addAll(found);
        coverage.add(covered(kind.qualifiedName(), scope.namespace(), found.isEmpty()));
    }

    private boolean isForbidden(
            String verb,
            ResourceKind kind,
            @Nullable String namespace,
            @Nullable String name,
            List<Coverage> coverage) {
        Optional<String> refusal = access.refusal(verb, kind, namespace, name);
        refusal.ifPresent(
                words -> coverage.add(new Coverage(kind.qualifiedName(), namespace, CoverageStatus.FORBIDDEN, words)));
        return refusal.isPresent();
    }

    private static Coverage covered(String kind, @Nullable String namespace, boolean empty) {
        CoverageStatus status = empty ? CoverageStatus.EMPTY : CoverageStatus.COLLECTED;
        return new Coverage(kind, namespace, status, "");
    }

    /** The index ConfigMaps that the ClusterRepos name, chunk after chunk. */
    private void followIndexes(Map<ResourceKind, List<ObjectNode>> objects, List<Coverage> coverage) {
        for (ObjectNode repository : objects.getOrDefault(ResourceKind.CLUSTER_REPO, List.of())) {
            String namespace = KubernetesJson.text(repository, "/status/indexConfigMapNamespace");
            String first = KubernetesJson.text(repository, "/status/indexConfigMapName");
            if (first.isEmpty() || isForbidden("get", ResourceKind.CONFIG_MAP, namespace, null, coverage)) {
                continue;
            }
            List<ObjectNode> chunks = chunks(namespace, first);
            objects.computeIfAbsent(ResourceKind.CONFIG_MAP, _ -> new ArrayList<>())
                    .addAll(chunks);
            coverage.add(covered(ResourceKind.CONFIG_MAP.qualifiedName(), namespace, chunks.isEmpty()));
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
