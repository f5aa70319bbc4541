package io.gleaner.analysis;

import io.gleaner.model.ClusterState;
import io.gleaner.model.Coverage;
import io.gleaner.model.CoverageStatus;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kind that must have been read before its absence means anything.
 *
 * @param kind plural and group
 * @param namespace null when every reading of the kind counts
 */
public record Requirement(String kind, @Nullable String namespace) {
    public static final Requirement UPGRADES = everywhere("upgrades.harvesterhci.io");
    public static final Requirement UPGRADE_LOGS = everywhere("upgradelogs.harvesterhci.io");
    public static final Requirement REPOSITORY_MACHINES =
            new Requirement("virtualmachines.kubevirt.io", "harvester-system");
    public static final Requirement REPOSITORY_IMAGES = everywhere("virtualmachineimages.harvesterhci.io");
    public static final Requirement MANAGED_CHARTS = everywhere("managedcharts.management.cattle.io");
    public static final Requirement BUNDLES = everywhere("bundles.fleet.cattle.io");
    public static final Requirement BUNDLE_DEPLOYMENTS = everywhere("bundledeployments.fleet.cattle.io");
    public static final Requirement FLEET_CLUSTERS = everywhere("clusters.fleet.cattle.io");
    public static final Requirement APPS = everywhere("apps.catalog.cattle.io");
    public static final Requirement CHART_REPOSITORIES = everywhere("clusterrepos.catalog.cattle.io");
    public static final Requirement CHART_SERVER = new Requirement("deployments.apps", "cattle-system");
    public static final Requirement UPGRADE_JOBS = new Requirement("jobs.batch", "harvester-system");
    public static final Requirement UPGRADE_PODS = new Requirement("pods", "harvester-system");
    public static final Requirement FLEET_WORKLOADS = new Requirement("deployments.apps", "cattle-fleet-system");
    public static final Requirement HARVESTER_WORKLOADS = new Requirement("deployments.apps", "harvester-system");
    public static final Requirement SECRETS = everywhere("secrets");
    public static final Requirement LOCAL_SECRETS = new Requirement("secrets", "fleet-local");
    public static final Requirement FLEET_CONTROLLER = new Requirement("configmaps", "cattle-fleet-system");
    public static final Requirement PLAN_JOBS = new Requirement("jobs.batch", "cattle-system");
    public static final Requirement PLAN_PODS = new Requirement("pods", "cattle-system");
    public static final Requirement ALL_JOBS = everywhere("jobs.batch");
    public static final Requirement PODS = everywhere("pods");
    /** What the Pods of the manifest Job and of the node Jobs wrote. */
    public static final Requirement UPGRADE_LOGS_OF_PODS = new Requirement("pods/log", "harvester-system");
    /** What the Pods of the Plans wrote. */
    public static final Requirement PLAN_LOGS_OF_PODS = new Requirement("pods/log", "cattle-system");

    public static final Requirement NODES = everywhere("nodes");
    public static final Requirement EVENTS = everywhere("events");
    public static final Requirement ADDONS = everywhere("addons.harvesterhci.io");
    public static final Requirement SETTINGS = everywhere("settings.harvesterhci.io");
    public static final Requirement VERSIONS = everywhere("versions.harvesterhci.io");
    public static final Requirement PLANS = everywhere("plans.upgrade.cattle.io");
    public static final Requirement UPGRADE_PLANS = everywhere("upgradeplans.management.harvesterhci.io");
    public static final Requirement BACKUPS = everywhere("virtualmachinebackups.harvesterhci.io");
    public static final Requirement BACKUP_SCHEDULES = everywhere("schedulevmbackups.harvesterhci.io");
    public static final Requirement KUBEVIRTS = everywhere("kubevirts.kubevirt.io");
    public static final Requirement MACHINES_RUNNING = everywhere("virtualmachineinstances.kubevirt.io");
    public static final Requirement VIRTUAL_MACHINES = everywhere("virtualmachines.kubevirt.io");
    public static final Requirement MIGRATIONS = everywhere("virtualmachineinstancemigrations.kubevirt.io");
    public static final Requirement VOLUMES = everywhere("volumes.longhorn.io");
    public static final Requirement LONGHORN_SETTINGS = everywhere("settings.longhorn.io");
    public static final Requirement LONGHORN_NODES = everywhere("nodes.longhorn.io");
    public static final Requirement BACKING_IMAGES = everywhere("backingimages.longhorn.io");
    public static final Requirement INSTANCE_MANAGERS = everywhere("instancemanagers.longhorn.io");
    public static final Requirement PROVISIONING_CLUSTERS = everywhere("clusters.provisioning.cattle.io");
    public static final Requirement CAPI_CLUSTERS = everywhere("clusters.cluster.x-k8s.io");
    public static final Requirement CAPI_MACHINES = everywhere("machines.cluster.x-k8s.io");
    public static final Requirement CONTROL_PLANES = everywhere("rkecontrolplanes.rke.cattle.io");
    public static final Requirement RANCHER_SETTINGS = everywhere("settings.management.cattle.io");
    public static final Requirement HELM_CHARTS = everywhere("helmcharts.helm.cattle.io");
    public static final Requirement HELM_CHART_CONFIGS = everywhere("helmchartconfigs.helm.cattle.io");
    public static final Requirement NETWORK_ATTACHMENTS = everywhere("network-attachment-definitions.k8s.cni.cncf.io");
    public static final Requirement CUSTOM_RESOURCES = everywhere("customresourcedefinitions.apiextensions.k8s.io");
    public static final Requirement DISRUPTION_BUDGETS = everywhere("poddisruptionbudgets.policy");
    public static final Requirement ENDPOINTS = everywhere("endpointslices.discovery.k8s.io");
    public static final Requirement STORAGE_CLASSES = everywhere("storageclasses.storage.k8s.io");
    public static final Requirement VALIDATING_WEBHOOKS =
            everywhere("validatingwebhookconfigurations.admissionregistration.k8s.io");
    public static final Requirement MUTATING_WEBHOOKS =
            everywhere("mutatingwebhookconfigurations.admissionregistration.k8s.io");

    /** What {@link ManifestWork} needs to say no. */
    public static final List<Requirement> MANIFEST_WORK = List.of(UPGRADE_JOBS, UPGRADE_PODS);

    private static Requirement everywhere(String kind) {
        return new Requirement(kind, null);
    }

    public boolean isMet(ClusterState state) {
        return gap(state).isEmpty();
    }

    /** The reading that failed; a kind nobody tried to read counts as not collected. */
    public Optional<Coverage> gap(ClusterState state) {
        // Who may not look everywhere may still look where it matters.
        if (namespace != null && state.coverage().stream().anyMatch(this::isReadOfNamespace)) {
            return Optional.empty();
        }
        List<Coverage> readings = state.coverage().stream()
                .filter(coverage -> coverage.kind().equals(kind)
                        && (namespace == null
                                || coverage.namespace() == null
                                || namespace.equals(coverage.namespace())))
                .toList();
        if (readings.isEmpty()) {
            return Optional.of(new Coverage(kind, namespace, CoverageStatus.NOT_COLLECTED, ""));
        }
        return readings.stream().filter(coverage -> !coverage.wasRead()).findFirst();
    }

    private boolean isReadOfNamespace(Coverage coverage) {
        return coverage.kind().equals(kind) && coverage.wasRead() && Objects.equals(coverage.namespace(), namespace);
    }

    /** The first gap among several requirements, in words. */
    public static Optional<Text> firstGap(List<Requirement> requirements, ClusterState state) {
        return requirements.stream()
                .flatMap(requirement -> requirement.gap(state).stream())
                .findFirst()
                .map(Requirement::inWords);
    }

    private static Text inWords(Coverage gap) {
        return switch (gap.status()) {
            case FORBIDDEN -> Text.of("analysis.gap.forbidden", gap.kind());
            case FAILED -> Text.of("analysis.gap.failed", gap.kind(), gap.detail());
            case NOT_INSTALLED -> Text.of("analysis.gap.notInstalled", gap.kind());
            case NOT_COLLECTED, COLLECTED, EMPTY -> Text.of("analysis.gap.notCollected", gap.kind());
        };
    }
}
