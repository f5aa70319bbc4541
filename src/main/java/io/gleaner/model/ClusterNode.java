package io.gleaner.model;

/** A node of the cluster. */
public record ClusterNode(
        Metadata metadata, Known ready, boolean unschedulable, String osImage, String kubeletVersion) {
    public String name() {
        return metadata.name();
    }
}
