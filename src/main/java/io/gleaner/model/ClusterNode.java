package io.gleaner.model;

import java.util.List;

/** A node of the cluster; {@code bootId} changes with every boot. */
public record ClusterNode(
        Metadata metadata,
        Known ready,
        boolean unschedulable,
        String osImage,
        String kubeletVersion,
        String bootId,
        List<Taint> taints,
        Conditions conditions) {
    /** Where the virtual machines have to leave from while a node is drained. */
    public static final String DRAIN_TAINT = "kubevirt.io/drain";

    public ClusterNode {
        taints = List.copyOf(taints);
    }

    public String name() {
        return metadata.name();
    }

    public boolean isControlPlane() {
        return metadata.labels().containsKey("node-role.kubernetes.io/control-plane")
                || metadata.labels().containsKey("node-role.kubernetes.io/master");
    }

    public boolean isWitness() {
        return metadata.label("node-role.harvesterhci.io/witness")
                .filter("true"::equals)
                .isPresent();
    }

    public boolean hasTaint(String key) {
        return taints.stream().anyMatch(taint -> taint.key().equals(key));
    }
}
