package io.gleaner.analysis.precheck;

/**
 * What is asked of the disks, files and clocks of the nodes, or of settings and payloads that Gleaner does not read. Each says the
 * command that tells.
 */
final class HandChecks {
    static final Check DISK_SPACE = Check.byHand(
                    "disk-space",
                    "kubectl get --raw /api/v1/nodes/NODE/proxy/stats/summary | jq .node.fs",
                    Source.webhook(11, "checkDiskSpace"),
                    Source.script(3, "Node-Free-Space"))
            .known("docs: Free system partition space requirement");

    static final Check CERTIFICATES = Check.byHand(
                    "certificates",
                    "openssl s_client -connect NODE:6443 </dev/null 2>/dev/null | openssl x509 -noout -enddate",
                    Source.webhook(17, "checkCerts"),
                    Source.script(2, "Certificates"))
            .known("harvester/harvester#3863", "harvester/harvester#9130");

    static final Check CLOCKS = Check.byHand("clocks", "chronyc tracking", Source.OWN)
            .known("harvester/upgrade-helpers pre-check/v1.x/README.md");

    static final Check DETACHED_REPLICAS = Check.byHand(
                    "detached-replicas",
                    "kubectl get replicas.longhorn.io -n longhorn-system -L longhornvolume",
                    Source.script(11, "Longhorn-Volume-Health-Status"))
            .known("harvester/upgrade-helpers pre-check/v1.x/check.sh");

    /** It is about the annotation of the Upgrade that is to be made; a dry run asks the webhook itself. */
    static final Check PAUSE_MAP = Check.byHand(
                    "pause-map",
                    "kubectl create --dry-run=server -f UPGRADE.yaml",
                    Source.webhook(3, "validatePauseMapAnnotation"))
            .from("1.7.0")
            .known("docs: Upgrade configuration");

    /** The setting holds credentials, so it is not read. */
    static final Check BACKUP_TARGET = Check.byHand(
                    "backup-target",
                    "kubectl get settings.harvesterhci.io backup-target -o jsonpath=\"{.value}\" | jq .refreshIntervalInSeconds",
                    Source.script(17, "Backup-Target"))
            .within("1.4.1", "1.4.3")
            .known("harvester/upgrade-helpers pre-check/v1.x/check.sh");

    static final Check STORAGE_NETWORK_ADDRESSES = Check.byHand(
                    "storage-network-addresses",
                    "kubectl get ippools.whereabouts.cni.cncf.io -n kube-system -o yaml",
                    Source.script(18, "Storage-Network-IP-Availability"))
            .known("docs: Storage network");

    static final Check RWX_NETWORK_ADDRESSES = Check.byHand(
                    "rwx-network-addresses",
                    "kubectl get settings.harvesterhci.io rwx-network -o yaml",
                    Source.script(19, "RWX-Network-IP-Availability"))
            .from("1.8.0")
            .known("docs: Storage network");

    /** v1.7 moves the nodes from wicked to NetworkManager. */
    static final Check NETWORK_CONFIGURATION = Check.byHand(
                    "network-configuration",
                    "yq .install /oem/harvester.config; ls /oem/90_custom.yaml",
                    Source.script(20, "Network-Config"))
            .within("1.6.0", "1.7.0")
            .known("harvester/upgrade-helpers pre-check/v1.x/check.sh");

    static final Check STATE_PARTITION = Check.byHand(
                    "state-partition", "df -BG /run/initramfs/cos-state", Source.script(21, "COS_STATE-Size"))
            .within("1.7.0", "1.8.0")
            .known("harvester/harvester#10687");

    private HandChecks() {}
}
