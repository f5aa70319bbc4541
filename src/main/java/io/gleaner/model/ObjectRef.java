package io.gleaner.model;

import org.jspecify.annotations.Nullable;

/** Names one Kubernetes object. {@code namespace} is null for cluster-scoped kinds. */
public record ObjectRef(
        String apiVersion, String kind, @Nullable String namespace, String name) {
    /** {@code namespace/name}, or the name alone. */
    public String path() {
        return namespace == null ? name : namespace + "/" + name;
    }

    @Override
    public String toString() {
        return kind + " " + path();
    }
}
