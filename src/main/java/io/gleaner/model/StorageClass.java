package io.gleaner.model;

/** A {@code storageclasses.storage.k8s.io} object. */
public record StorageClass(Metadata metadata, boolean isDefault) {
    public String name() {
        return metadata.name();
    }
}
