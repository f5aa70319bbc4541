package io.gleaner.source;

import io.gleaner.model.ClusterState;
import io.gleaner.model.Harvester;
import io.gleaner.model.HelmRelease;
import io.gleaner.model.Longhorn;
import io.gleaner.model.Origin;
import io.gleaner.model.Platform;
import io.gleaner.model.Provisioning;
import io.gleaner.model.Setting;
import io.gleaner.model.UpgradeRemnant;
import io.gleaner.model.Virtualization;
import io.gleaner.model.Workload;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one mapping from Kubernetes JSON to the model. Never throws on a malformed object: what is not there is not known. Lists
 * come out ordered by namespace and name, so that the same facts make the same words whatever order they were read in.
 */
public final class ClusterStateMapping {
    private ClusterStateMapping() {}

    public static ClusterState map(RawObjects raw, Origin origin, Instant asOf) {
        List<ObjectNode> configMaps = raw.of(ResourceKind.CONFIG_MAP);
        return new ClusterState(
                origin,
                asOf,
                raw.coverage(),
                raw.kubernetesVersion(),
                serverVersion(raw.of(ResourceKind.SETTING)),
                mapped(raw, ResourceKind.UPGRADE, UpgradeMapping::upgrade),
                mapped(raw, ResourceKind.UPGRADE_LOG, UpgradeMapping::upgradeLog),
                remnants(raw),
                mapped(raw, ResourceKind.MANAGED_CHART, ChartMapping::managedChart),
                mapped(raw, ResourceKind.BUNDLE, ChartMapping::bundle),
                mapped(raw, ResourceKind.BUNDLE_DEPLOYMENT, ChartMapping::bundleDeployment),
                mapped(raw, ResourceKind.FLEET_CLUSTER, ChartMapping::fleetCluster),
                helmReleases(raw),
                mapped(
                        raw,
                        ResourceKind.CLUSTER_REPO,
                        repository -> CatalogMapping.chartRepository(repository, configMaps)),
                workloads(raw),
                mapped(raw, ResourceKind.JOB, WorkloadMapping::job),
                mapped(raw, ResourceKind.POD, WorkloadMapping::pod),
                mapped(raw, ResourceKind.NODE, WorkloadMapping::node),
                harvester(raw),
                provisioning(raw),
                longhorn(raw),
                virtualization(raw),
                platform(raw),
                raw.podLogs());
    }

    private static Harvester harvester(RawObjects raw) {
        return new Harvester(
                settings(raw, ResourceKind.SETTING),
                mapped(raw, ResourceKind.ADDON, HarvesterMapping::addon),
                mapped(raw, ResourceKind.VERSION, HarvesterMapping::version),
                mapped(raw, ResourceKind.VIRTUAL_MACHINE_IMAGE, HarvesterMapping::image),
                mapped(raw, ResourceKind.PLAN, HarvesterMapping::plan),
                mapped(raw, ResourceKind.UPGRADE_PLAN, HarvesterMapping::upgradePlan));
    }

    private static Provisioning provisioning(RawObjects raw) {
        return new Provisioning(
                mapped(raw, ResourceKind.PROVISIONING_CLUSTER, ProvisioningMapping::cluster),
                mapped(raw, ResourceKind.CAPI_CLUSTER, ProvisioningMapping::capiCluster),
                mapped(raw, ResourceKind.CAPI_MACHINE, ProvisioningMapping::machine),
                mapped(raw, ResourceKind.CONTROL_PLANE, ProvisioningMapping::controlPlane),
                mapped(raw, ResourceKind.SECRET, ProvisioningMapping::machinePlan).stream()
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static Longhorn longhorn(RawObjects raw) {
        return new Longhorn(
                mapped(raw, ResourceKind.LONGHORN_VOLUME, LonghornMapping::volume),
                settings(raw, ResourceKind.LONGHORN_SETTING),
                mapped(raw, ResourceKind.LONGHORN_NODE, LonghornMapping::node),
                mapped(raw, ResourceKind.BACKING_IMAGE, LonghornMapping::backingImage),
                mapped(raw, ResourceKind.INSTANCE_MANAGER, LonghornMapping::instanceManager));
    }

    private static Virtualization virtualization(RawObjects raw) {
        return new Virtualization(
                mapped(raw, ResourceKind.KUBEVIRT, VirtualizationMapping::kubeVirt),
                mapped(raw, ResourceKind.VIRTUAL_MACHINE, VirtualizationMapping::machine),
                mapped(raw, ResourceKind.VIRTUAL_MACHINE_INSTANCE, VirtualizationMapping::instance),
                mapped(raw, ResourceKind.MIGRATION, VirtualizationMapping::migration),
                mapped(raw, ResourceKind.VIRTUAL_MACHINE_BACKUP, HarvesterMapping::backup),
                mapped(raw, ResourceKind.BACKUP_SCHEDULE, HarvesterMapping::schedule));
    }

    private static Platform platform(RawObjects raw) {
        return new Platform(
                settings(raw, ResourceKind.RANCHER_SETTING),
                mapped(raw, ResourceKind.STORAGE_CLASS, PlatformMapping::storageClass),
                mapped(raw, ResourceKind.DISRUPTION_BUDGET, PlatformMapping::disruptionBudget),
                Stream.of(ResourceKind.VALIDATING_WEBHOOK, ResourceKind.MUTATING_WEBHOOK)
                        .flatMap(kind -> mapped(raw, kind, object -> PlatformMapping.webhooks(kind, object)).stream())
                        .toList(),
                mapped(raw, ResourceKind.ENDPOINT_SLICE, PlatformMapping::endpoints),
                mapped(raw, ResourceKind.CUSTOM_RESOURCE, PlatformMapping::customResource),
                mapped(
                        raw,
                        ResourceKind.NETWORK_ATTACHMENT,
                        object -> MetadataMapping.metadata(ResourceKind.NETWORK_ATTACHMENT, object)),
                mapped(raw, ResourceKind.HELM_CHART, PlatformMapping::helmChart),
                mapped(raw, ResourceKind.HELM_CHART_CONFIG, PlatformMapping::helmChartConfig),
                mapped(raw, ResourceKind.SECRET, object -> MetadataMapping.metadata(ResourceKind.SECRET, object)),
                raw.of(ResourceKind.CONFIG_MAP).stream()
                        .filter(object -> path(object).equals("cattle-fleet-system/fleet-controller"))
                        .map(PlatformMapping::fleetController)
                        .toList(),
                mapped(raw, ResourceKind.EVENT, PlatformMapping::event));
    }

    private static List<Setting> settings(RawObjects raw, ResourceKind kind) {
        return mapped(raw, kind, object -> HarvesterMapping.setting(kind, object));
    }

    private static List<Workload> workloads(RawObjects raw) {
        return Stream.concat(
                        mapped(raw, ResourceKind.DEPLOYMENT, WorkloadMapping::deployment).stream(),
                        mapped(raw, ResourceKind.DAEMON_SET, WorkloadMapping::daemonSet).stream())
                .toList();
    }

    /** Apps tell the chart version, release Secrets the newest status; payloads that were decoded tell both. */
    private static List<HelmRelease> helmReleases(RawObjects raw) {
        return Stream.of(
                        mapped(raw, ResourceKind.APP, CatalogMapping::helmRelease),
                        raw.helmReleases(),
                        mapped(raw, ResourceKind.SECRET, CatalogMapping::releaseSecret).stream()
                                .flatMap(Optional::stream)
                                .toList())
                .flatMap(List::stream)
                .toList();
    }

    /** Places a kind is read in may overlap: an object counts once. */
    private static <T> List<T> mapped(RawObjects raw, ResourceKind kind, Function<ObjectNode, T> mapping) {
        SortedMap<String, ObjectNode> byPath = new TreeMap<>();
        raw.of(kind).forEach(object -> byPath.put(path(object), object));
        return byPath.values().stream().map(mapping).toList();
    }

    private static String path(ObjectNode object) {
        JsonView metadata = new JsonView(object).at("metadata");
        return metadata.text("namespace") + "/" + metadata.text("name");
    }

    private static String serverVersion(List<ObjectNode> settings) {
        return settings.stream()
                .map(JsonView::new)
                .filter(setting -> setting.text("metadata", "name").equals("server-version"))
                .map(setting -> setting.text("value"))
                .findFirst()
                .orElse("");
    }

    private static List<UpgradeRemnant> remnants(RawObjects raw) {
        return Stream.of(
                        ResourceKind.VIRTUAL_MACHINE_IMAGE,
                        ResourceKind.VIRTUAL_MACHINE,
                        ResourceKind.PLAN,
                        ResourceKind.DEPLOYMENT)
                .flatMap(kind -> raw.of(kind).stream().flatMap(object -> UpgradeMapping.remnant(kind, object).stream()))
                .sorted(Comparator.comparing((UpgradeRemnant remnant) ->
                                remnant.metadata().ref().kind())
                        .thenComparing(remnant -> remnant.metadata().ref().path()))
                .toList();
    }
}
