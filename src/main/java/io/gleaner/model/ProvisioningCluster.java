package io.gleaner.model;

/**
 * The {@code clusters.provisioning.cattle.io} object Rancher upgrades the nodes by.
 *
 * @param hasDrainHooks whether {@code rkeConfig.upgradeStrategy} names Harvester's drain hooks: only between the start of the node
 *     phase and the cleanup
 */
public record ProvisioningCluster(
        Metadata metadata, String kubernetesVersion, boolean hasDrainHooks, Conditions conditions) {}
