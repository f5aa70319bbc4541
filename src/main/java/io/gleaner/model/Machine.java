package io.gleaner.model;

/** A {@code machines.cluster.x-k8s.io} object; {@code node} is empty when it has no {@code nodeRef}. */
public record Machine(Metadata metadata, String phase, String node, Conditions conditions) {
    public String name() {
        return metadata.name();
    }
}
