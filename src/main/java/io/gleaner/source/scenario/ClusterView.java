package io.gleaner.source.scenario;

import io.gleaner.model.ObjectRef;
import io.gleaner.source.ResourceKind;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What simulated controllers can see of a cluster: any cluster, in memory or behind a real API server. */
@FunctionalInterface
public interface ClusterView {
    /** The objects of a kind in all namespaces, with their status. */
    List<ObjectNode> list(ResourceKind kind);

    default Optional<ObjectNode> find(ObjectRef ref) {
        return list(ResourceKind.of(ref)).stream()
                .filter(object -> KubernetesJson.ref(object).equals(ref))
                .findFirst();
    }
}
