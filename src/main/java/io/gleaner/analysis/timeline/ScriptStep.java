package io.gleaner.analysis.timeline;

import io.gleaner.model.HarvesterVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The steps of {@code upgrade_manifests.sh} that take time or change what an operator sees, in their order. Read from {@code
 * package/upgrade/upgrade_manifests.sh} and {@code lib.sh} in harvester/harvester at v1.4.3, v1.5.1, v1.6.1, v1.7.1 and v1.8.2, and
 * from {@code package/upgrade_manifests.sh} in harvester/upgrade-toolkit, which runs the same steps.
 */
public enum ScriptStep {
    REPOSITORY("", "upgrade repo", "Upgrade repo"),
    PAUSE_CHARTS("", "managedchart.management.cattle.io/harvester patched"),
    SKIP_RESTART("", "-skip-restart-rancher-system-agent"),
    HOLD_MIGRATIONS("1.7.2", "Checking KubeVirt workload live migration settings"),
    RANCHER("", "Upgrading Rancher"),
    STATE_SECRET("", "Check current local-rke-state secret type"),
    LONGHORN_DEFINITIONS("1.7.0", "Checking if migrating Longhorn v1beta1 CRDs"),
    CHART_SERVER("", "Upgrading Harvester Cluster Repo"),
    EXTRA_MANIFESTS("1.5.0", "Applying cdi manifests"),
    // One line for both charts up to v1.5; the second of them is not announced there.
    HARVESTER_CRD("1.6.0", "Upgrading Harvester CRD managedchart"),
    HARVESTER("", "Upgrading Harvester managedchart", "Upgrading Harvester"),
    LONGHORN("", "Waiting for LH settling down", "Waiting for longhorn-manager to be upgraded"),
    MONITORING_CRD("", "Upgrading Managedchart rancher-monitoring-crd"),
    LOGGING_CRD("", "Upgrading Managedchart rancher-logging-crd"),
    ADDONS("", "try to patch addon", "upgrade addon rancher"),
    BUNDLES("", "some bundles are not ready", "all bundles are ready", "finish wait fleet bundles");

    private final String since;
    private final List<String> markers;

    ScriptStep(String since, String... markers) {
        this.since = since;
        this.markers = List.of(markers);
    }

    /** The steps of the script of a release, which is the target of the upgrade; all for a release that is not known. */
    public static List<ScriptStep> of(Optional<HarvesterVersion> target) {
        return Arrays.stream(values())
                .filter(step -> step.since.isEmpty()
                        || target.filter(version -> !step.isIn(version)).isEmpty())
                .toList();
    }

    private boolean isIn(HarvesterVersion version) {
        // v1.8.0 patched the KubeVirt object instead.
        return version.isAtLeast(since)
                && !(this == HOLD_MIGRATIONS && version.isAtLeast("1.8.0") && version.isBelow("1.8.1"));
    }

    /** Whether this line of its log says that the step has begun. */
    boolean begins(String line) {
        return markers.stream().anyMatch(line::contains);
    }
}
