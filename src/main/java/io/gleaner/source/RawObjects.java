package io.gleaner.source;

import io.gleaner.model.Coverage;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a source read, before it has meaning: the input of {@link ClusterStateMapping}, the same for all sources.
 *
 * @param objects by kind; treated as immutable
 */
public record RawObjects(
        Map<ResourceKind, List<ObjectNode>> objects, List<Coverage> coverage, String kubernetesVersion) {
    public RawObjects {
        objects = Map.copyOf(objects);
        coverage = List.copyOf(coverage);
    }

    public List<ObjectNode> of(ResourceKind kind) {
        return objects.getOrDefault(kind, List.of());
    }
}
