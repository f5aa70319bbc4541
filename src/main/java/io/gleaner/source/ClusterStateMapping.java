package io.gleaner.source;

import io.gleaner.model.ClusterState;
import io.gleaner.model.Origin;
import io.gleaner.model.UpgradeRemnant;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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
                mapped(raw, ResourceKind.APP, CatalogMapping::helmRelease),
                mapped(
                        raw,
                        ResourceKind.CLUSTER_REPO,
                        repository -> CatalogMapping.chartRepository(repository, configMaps)),
                mapped(raw, ResourceKind.DEPLOYMENT, WorkloadMapping::deployment),
                mapped(raw, ResourceKind.JOB, WorkloadMapping::job),
                mapped(raw, ResourceKind.POD, WorkloadMapping::pod),
                mapped(raw, ResourceKind.NODE, WorkloadMapping::node));
    }

    private static <T> List<T> mapped(RawObjects raw, ResourceKind kind, Function<ObjectNode, T> mapping) {
        return raw.of(kind).stream()
                .sorted(Comparator.comparing(ClusterStateMapping::path))
                .map(mapping)
                .toList();
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
