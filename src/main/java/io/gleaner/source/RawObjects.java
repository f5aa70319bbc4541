package io.gleaner.source;

import io.gleaner.model.Coverage;
import io.gleaner.model.HelmRelease;
import io.gleaner.model.PodLog;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a source read, before it has meaning: the input of {@link ClusterStateMapping}, the same for all sources.
 *
 * @param objects by kind; treated as immutable
 * @param helmReleases what was decoded of the payload of release Secrets that matter
 * @param podLogs of the Pods of upgrade Jobs
 */
public record RawObjects(
        Map<ResourceKind, List<ObjectNode>> objects,
        List<Coverage> coverage,
        String kubernetesVersion,
        List<HelmRelease> helmReleases,
        List<PodLog> podLogs) {
    /** Without payloads and logs. */
    public RawObjects(Map<ResourceKind, List<ObjectNode>> objects, List<Coverage> coverage, String kubernetesVersion) {
        this(objects, coverage, kubernetesVersion, List.of(), List.of());
    }

    public RawObjects {
        objects = Map.copyOf(objects);
        coverage = List.copyOf(coverage);
        helmReleases = List.copyOf(helmReleases);
        podLogs = List.copyOf(podLogs);
    }

    public List<ObjectNode> of(ResourceKind kind) {
        return objects.getOrDefault(kind, List.of());
    }
}
