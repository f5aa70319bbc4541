package io.gleaner.model;

/** A {@code nodes.longhorn.io} object; {@code evictionRequested} of the node or of one of its disks. */
public record LonghornNode(Metadata metadata, boolean schedulable, boolean evictionRequested, Conditions conditions) {
    public String name() {
        return metadata.name();
    }
}
