package io.gleaner.model;

import java.util.List;

/** A {@code customresourcedefinitions.apiextensions.k8s.io} object without its schema. */
public record CustomResource(Metadata metadata, List<String> storedVersions) {
    public CustomResource {
        storedVersions = List.copyOf(storedVersions);
    }

    public String name() {
        return metadata.name();
    }
}
