package io.gleaner.source.scenario;

import io.gleaner.source.ResourceKind;
import io.gleaner.source.scenario.ChartResolution.Repository;
import io.gleaner.source.scenario.SimulatedWrite.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rancher's handler {@code mcc-bundle}: resolves the chart, applies the Bundle, copies the Bundle's status back. A chart that
 * does not resolve gets {@code Defined=False}; its Bundle, and the rest of its status, stay as they were.
 */
final class SimulatedRancher {
    private static final String MANAGER = "rancher";
    private static final Duration APPLIES_BUNDLE = Duration.ofMillis(1200);
    private static final Duration WRITES_STATUS = Duration.ofMillis(300);
    private static final int LONGEST_NAME = 53;
    private static final List<String> COPIED =
            List.of("defaultNamespace", "namespace", "diff", "rolloutStrategy", "serviceAccount", "targets");
    private static final List<String> COPIED_TO_HELM =
            List.of("releaseName", "version", "values", "timeoutSeconds", "force", "takeOwnership", "maxHistory");

    private SimulatedRancher() {}

    static List<SimulatedWrite> reconcile(ClusterView view, Instant now) {
        List<SimulatedWrite> writes = new ArrayList<>();
        Map<String, Repository> repositories = new HashMap<>();
        for (ObjectNode chart : view.list(ResourceKind.MANAGED_CHART)) {
            Repository repository = repositories.computeIfAbsent(
                    KubernetesJson.text(chart, "/spec/repoName"), name -> Repository.of(view, name));
            switch (ChartResolution.of(repository, chart)) {
                case ChartResolution.Unresolvable(String message) -> {
                    ObjectNode wanted = chart.deepCopy();
                    StatusConditions.set(wanted, "Defined", false, "Error", message, now);
                    status(chart, wanted).ifPresent(writes::add);
                }
                case ChartResolution.Resolved(String version) -> {
                    Optional<ObjectNode> bundle = view.find(ResourceKind.BUNDLE.ref(
                            KubernetesJson.namespace(chart), bundleName(KubernetesJson.name(chart))));
                    bundle(chart, version, bundle).ifPresent(writes::add);
                    status(chart, defined(chart, bundle, now)).ifPresent(writes::add);
                }
            }
        }
        return writes;
    }

    /** {@code mcc-} and the name; a name that gets too long ends in a hash. */
    static String bundleName(String chart) {
        String name = "mcc-" + chart;
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME - 6) + "-"
                        + Digests.sha256(name).substring(0, 5);
    }

    private static ObjectNode defined(ObjectNode chart, Optional<ObjectNode> bundle, Instant now) {
        ObjectNode wanted = chart.deepCopy();
        bundle.map(each -> each.get("status")).ifPresent(status -> wanted.set("status", status.deepCopy()));
        // Keeps its time over the copy of the Bundle's status, which knows nothing of it.
        if (StatusConditions.find(wanted, "Defined").isEmpty()) {
            StatusConditions.find(chart, "Defined")
                    .ifPresent(before -> KubernetesJson.child(wanted, "status")
                            .withArrayProperty("conditions")
                            .add(before.deepCopy()));
        }
        StatusConditions.set(wanted, "Defined", true, "", "", now);
        return wanted;
    }

    private static Optional<SimulatedWrite> status(ObjectNode chart, ObjectNode wanted) {
        return KubernetesJson.differ(chart, wanted)
                ? Optional.of(new SimulatedWrite(
                        Action.UPDATE_STATUS, wanted, MANAGER, KubernetesJson.name(chart), WRITES_STATUS))
                : Optional.empty();
    }

    private static Optional<SimulatedWrite> bundle(ObjectNode chart, String version, Optional<ObjectNode> live) {
        ObjectNode wanted = live.map(ObjectNode::deepCopy).orElseGet(() -> emptyBundle(chart));
        ObjectNode spec = bundleSpec(chart, version);
        JsonNode last = AppliedSet.decode(wanted.path("metadata")
                .path("annotations")
                .path(AppliedSet.ANNOTATION)
                .asString(""));
        AppliedSet.merge(KubernetesJson.child(wanted, "spec"), last.path("spec"), spec);
        ObjectNode applied = KubernetesJson.MAPPER.createObjectNode();
        applied.set("spec", spec);
        if (!last.equals(KubernetesJson.overTheWire(applied))) {
            KubernetesJson.child(KubernetesJson.metadata(wanted), "annotations")
                    .put(AppliedSet.ANNOTATION, AppliedSet.encode(applied));
        }
        if (live.isPresent() && !KubernetesJson.differ(live.get(), wanted)) {
            return Optional.empty();
        }
        return Optional.of(new SimulatedWrite(
                live.isPresent() ? Action.UPDATE : Action.CREATE,
                wanted,
                MANAGER,
                KubernetesJson.name(chart),
                APPLIES_BUNDLE));
    }

    private static ObjectNode emptyBundle(ObjectNode chart) {
        String name = KubernetesJson.name(chart);
        String namespace = KubernetesJson.namespace(chart);
        ObjectNode bundle = KubernetesJson.object(ResourceKind.BUNDLE.ref(namespace, bundleName(name)));
        ObjectNode metadata = KubernetesJson.metadata(bundle);
        String owner = "management.cattle.io/v3, Kind=ManagedChart";
        metadata.putObject("labels")
                .put("objectset.rio.cattle.io/hash", Digests.sha1(owner + " " + namespace + "/" + name));
        metadata.putObject("annotations")
                .put("objectset.rio.cattle.io/id", "mcc-bundle")
                .put("objectset.rio.cattle.io/owner-gvk", owner)
                .put("objectset.rio.cattle.io/owner-name", name)
                .put("objectset.rio.cattle.io/owner-namespace", namespace);
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", KubernetesJson.text(chart, "/apiVersion"))
                .put("kind", "ManagedChart")
                .put("name", name)
                .put("uid", KubernetesJson.text(chart, "/metadata/uid"))
                .put("controller", true)
                .put("blockOwnerDeletion", true);
        return bundle;
    }

    private static ObjectNode bundleSpec(ObjectNode chart, String version) {
        ObjectNode from = KubernetesJson.child(chart.deepCopy(), "spec");
        ObjectNode spec = KubernetesJson.MAPPER.createObjectNode();
        COPIED.stream().filter(from::hasNonNull).forEach(field -> spec.set(field, from.get(field)));
        ObjectNode helm = spec.putObject("helm");
        COPIED_TO_HELM.stream().filter(from::hasNonNull).forEach(field -> helm.set(field, from.get(field)));
        // Stands for the whole chart: its digest makes the deployment id.
        spec.putArray("resources")
                .addObject()
                .put("name", "Chart.yaml")
                .put("content", ChartFile.write(KubernetesJson.text(chart, "/spec/chart"), version));
        if (from.path("paused").asBoolean(false)) {
            spec.put("paused", true);
        }
        return spec;
    }
}
