package io.gleaner.model;

/**
 * A {@code volumes.longhorn.io} object.
 *
 * @param replicas {@code spec.numberOfReplicas}, -1 when not known
 * @param state {@code attached}, {@code detached} …
 * @param robustness {@code healthy}, {@code degraded}, {@code faulted}, {@code unknown}
 * @param node where it is attached; empty when it is not
 * @param claimNamespace of the PersistentVolumeClaim, with {@code claim} empty when there is none
 * @param hasRunningWorkload whether one of the Pods that use it is Running, as Longhorn recorded it
 */
public record Volume(
        Metadata metadata,
        int replicas,
        String state,
        String robustness,
        String node,
        String claimNamespace,
        String claim,
        boolean hasRunningWorkload) {
    public String name() {
        return metadata.name();
    }
}
