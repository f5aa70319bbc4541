package io.gleaner.analysis.precheck;

import java.util.List;

/**
 * All checks. A new one is a line here, its phrases, and two cases in {@code src/test/resources/checks/<id>}.
 *
 * <p>All 17 checks of Harvester's webhook and 20 of the 21 of the vendor's script are here; a check that both make stands once. The
 * script's first one, whether it was started on a control-plane node, has no meaning for a program that runs elsewhere.
 */
public final class Checks {
    public static final List<Check> ALL = List.of(
            UpgradeChecks.PREVIOUS_UPGRADE,
            UpgradeChecks.UPGRADE_CLEANUP,
            UpgradeChecks.UPGRADE_LOG_CHART,
            UpgradeChecks.UPGRADE_PLANS,
            UpgradeChecks.OFFERED_VERSIONS,
            ChartChecks.CHARTS_READY,
            ChartChecks.BUNDLES_READY,
            ChartChecks.FLEET_CLUSTER_PAUSED,
            ChartChecks.CHARTS_RESOLVED,
            ChartChecks.CHARTS_PAUSED,
            ChartChecks.ADDONS,
            NodeChecks.NODES_READY,
            NodeChecks.WITNESS_NODES,
            NodeChecks.DISK_PRESSURE,
            NodeChecks.NODE_VERSIONS,
            ProvisioningChecks.CAPI_CLUSTER,
            ProvisioningChecks.CAPI_CLUSTER_PAUSED,
            ProvisioningChecks.MACHINES_RUNNING,
            ProvisioningChecks.NODES_MATCH_MACHINES,
            ProvisioningChecks.KUBECONFIG_SECRET,
            StorageChecks.VOLUMES_HEALTHY,
            StorageChecks.SINGLE_REPLICA_VOLUMES,
            StorageChecks.STALE_VOLUMES,
            StorageChecks.BACKING_IMAGES,
            StorageChecks.LONGHORN_EVICTION,
            MachineChecks.RUNNING_BACKUPS,
            MachineChecks.BACKUP_SCHEDULES,
            MachineChecks.MOVABLE_MACHINES,
            MachineChecks.HOT_PLUGGED_VOLUMES,
            PlatformChecks.PODS_READY,
            PlatformChecks.ADMISSION_WEBHOOKS,
            PlatformChecks.DISRUPTION_BUDGETS,
            HandChecks.DISK_SPACE,
            HandChecks.CERTIFICATES,
            HandChecks.CLOCKS,
            HandChecks.DETACHED_REPLICAS,
            HandChecks.PAUSE_MAP,
            HandChecks.BACKUP_TARGET,
            HandChecks.STORAGE_NETWORK_ADDRESSES,
            HandChecks.RWX_NETWORK_ADDRESSES,
            HandChecks.NETWORK_CONFIGURATION,
            HandChecks.STATE_PARTITION);

    private Checks() {}
}
