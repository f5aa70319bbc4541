package io.gleaner.model;

import java.util.List;

/**
 * A {@code virtualmachineinstances.kubevirt.io} object: a virtual machine that runs.
 *
 * @param phase {@code Running} …
 * @param node where it runs
 * @param evacuationNode where it has to leave from; empty when nowhere
 * @param hasCdRom a disk of kind CD-ROM, which cannot move
 * @param hasHostDevice a PCI device, GPU or USB device of its node, which cannot move
 * @param hasContainerDisk a disk from a container image, which cannot move
 * @param hasNodeSelector pinned to labels of a node
 * @param requiredNodes terms of its required node affinity, one of which a node must fit; empty when any node will do
 * @param hotplugVolumes volumes that were plugged in while it ran
 */
public record VirtualMachineInstance(
        Metadata metadata,
        String phase,
        String node,
        String evacuationNode,
        boolean hasCdRom,
        boolean hasHostDevice,
        boolean hasContainerDisk,
        boolean hasNodeSelector,
        List<NodeTerm> requiredNodes,
        List<String> hotplugVolumes,
        Conditions conditions) {
    public VirtualMachineInstance {
        requiredNodes = List.copyOf(requiredNodes);
        hotplugVolumes = List.copyOf(hotplugVolumes);
    }

    public String name() {
        return metadata.name();
    }

    /** As far as its required node affinity goes. */
    public boolean mayRunOn(ClusterNode host) {
        return requiredNodes.isEmpty() || requiredNodes.stream().anyMatch(term -> term.fits(host));
    }

    public boolean isRunning() {
        return phase.equals("Running");
    }
}
