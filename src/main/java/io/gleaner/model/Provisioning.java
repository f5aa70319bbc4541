package io.gleaner.model;

import java.util.List;

/** How Rancher sees the nodes of the cluster: what the node phase of an upgrade works with. */
public record Provisioning(
        List<ProvisioningCluster> clusters,
        List<CapiCluster> capiClusters,
        List<Machine> machines,
        List<ControlPlane> controlPlanes,
        List<MachinePlan> machinePlans) {
    public static final Provisioning NONE = new Provisioning(List.of(), List.of(), List.of(), List.of(), List.of());

    public Provisioning {
        clusters = List.copyOf(clusters);
        capiClusters = List.copyOf(capiClusters);
        machines = List.copyOf(machines);
        controlPlanes = List.copyOf(controlPlanes);
        machinePlans = List.copyOf(machinePlans);
    }
}
