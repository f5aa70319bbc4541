package io.gleaner.source.scenario;

import io.gleaner.source.ResourceKind;
import io.gleaner.source.scenario.SimulatedWrite.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Fleet controller: stages every change of a Bundle on its BundleDeployment, promotes it unless something is paused, and
 * sums up in the Bundle's status what the agent reports.
 */
final class SimulatedFleet {
    private static final String MANAGER = "fleetcontroller";
    private static final Duration TARGETS_BUNDLE = Duration.ofMillis(400);
    private static final Duration SUMS_UP = Duration.ofMillis(500);
    private static final List<String> OPTIONS = List.of(
            "defaultNamespace", "namespace", "helm", "serviceAccount", "forceSyncGeneration", "diff", "correctDrift");

    private SimulatedFleet() {}

    static List<SimulatedWrite> reconcile(ClusterView view, Instant now) {
        List<SimulatedWrite> writes = new ArrayList<>();
        for (ObjectNode cluster : view.list(ResourceKind.FLEET_CLUSTER)) {
            String target = KubernetesJson.text(cluster, "/status/namespace");
            for (ObjectNode bundle : view.list(ResourceKind.BUNDLE)) {
                Optional<ObjectNode> deployment =
                        view.find(ResourceKind.BUNDLE_DEPLOYMENT.ref(target, KubernetesJson.name(bundle)));
                deploy(cluster, target, bundle, deployment).ifPresent(writes::add);
                deployment.flatMap(each -> show(bundle, each)).ifPresent(writes::add);
                sumUp(cluster, bundle, deployment, now).ifPresent(writes::add);
            }
        }
        return writes;
    }

    private static Optional<SimulatedWrite> deploy(
            ObjectNode cluster, String target, ObjectNode bundle, Optional<ObjectNode> live) {
        ObjectNode wanted = live.map(ObjectNode::deepCopy).orElseGet(() -> emptyDeployment(cluster, target, bundle));
        ObjectNode spec = KubernetesJson.child(wanted, "spec");
        ObjectNode options = options(bundle);
        String id = deploymentId(bundle, options);
        spec.put("stagedDeploymentID", id);
        spec.set("stagedOptions", options);
        if (cluster.at("/spec/paused").asBoolean(false)
                || bundle.at("/spec/paused").asBoolean(false)) {
            spec.put("paused", true);
        } else {
            spec.remove("paused");
            spec.put("deploymentID", id);
            spec.set("options", options.deepCopy());
        }
        if (live.isPresent() && !KubernetesJson.differ(live.get(), wanted)) {
            return Optional.empty();
        }
        return Optional.of(new SimulatedWrite(
                live.isPresent() ? Action.UPDATE : Action.CREATE, wanted, MANAGER, chart(bundle), TARGETS_BUNDLE));
    }

    private static ObjectNode emptyDeployment(ObjectNode cluster, String target, ObjectNode bundle) {
        ObjectNode deployment =
                KubernetesJson.object(ResourceKind.BUNDLE_DEPLOYMENT.ref(target, KubernetesJson.name(bundle)));
        KubernetesJson.metadata(deployment)
                .putObject("labels")
                .put("fleet.cattle.io/bundle-name", KubernetesJson.name(bundle))
                .put("fleet.cattle.io/bundle-namespace", KubernetesJson.namespace(bundle))
                .put("fleet.cattle.io/cluster", KubernetesJson.name(cluster))
                .put("fleet.cattle.io/cluster-namespace", KubernetesJson.namespace(cluster))
                .put("fleet.cattle.io/managed", "true");
        return deployment;
    }

    private static ObjectNode options(ObjectNode bundle) {
        ObjectNode options = KubernetesJson.MAPPER.createObjectNode();
        JsonNode spec = bundle.path("spec");
        OPTIONS.stream()
                .filter(spec::hasNonNull)
                .forEach(option -> options.set(option, spec.get(option).deepCopy()));
        return options;
    }

    /** {@code <manifest id>:<hash of the options>}. */
    private static String deploymentId(ObjectNode bundle, ObjectNode options) {
        String content = Digests.sha256(KubernetesJson.canonical(bundle.at("/spec/resources")));
        return "s-" + content.substring(0, 61) + ":" + Digests.sha256(KubernetesJson.canonical(options));
    }

    private static Optional<SimulatedWrite> show(ObjectNode bundle, ObjectNode deployment) {
        if (!deployment.has("status")) {
            return Optional.empty();
        }
        ObjectNode wanted = deployment.deepCopy();
        KubernetesJson.child(KubernetesJson.child(wanted, "status"), "display")
                .put("state", FleetState.of(Optional.of(deployment)).word);
        return KubernetesJson.differ(deployment, wanted)
                ? Optional.of(new SimulatedWrite(Action.UPDATE_STATUS, wanted, MANAGER, chart(bundle), SUMS_UP))
                : Optional.empty();
    }

    private static Optional<SimulatedWrite> sumUp(
            ObjectNode cluster, ObjectNode bundle, Optional<ObjectNode> deployment, Instant now) {
        ObjectNode wanted = bundle.deepCopy();
        ObjectNode status = KubernetesJson.child(wanted, "status");
        FleetState state = FleetState.of(deployment);
        String clusterName = KubernetesJson.namespace(cluster) + "/" + KubernetesJson.name(cluster);
        boolean ready = state == FleetState.READY;
        boolean unavailable = deployment
                .filter(each -> state == FleetState.WAIT_APPLIED
                        || state == FleetState.ERR_APPLIED
                        || !each.at("/status/ready").asBoolean(false))
                .isPresent();

        StatusConditions.set(
                wanted,
                "Ready",
                ready,
                "",
                ready ? "" : "%s(1) [Cluster %s%s]".formatted(state.word, clusterName, error(state, deployment)),
                now);
        ObjectNode summary = summary(state, clusterName);
        ObjectNode display = status.putObject("display").put("readyClusters", ready ? "1/1" : "0/1");
        if (!ready) {
            display.put("state", state.word);
        }
        status.put("maxNew", 50)
                .put("maxUnavailable", 1)
                .put("maxUnavailablePartitions", 0)
                .set("observedGeneration", bundle.at("/metadata/generation"));
        ObjectNode partition = status.putArray("partitions")
                .addObject()
                .put("count", 1)
                .put("maxUnavailable", 1)
                .put("name", "All");
        partition.set("summary", summary.deepCopy());
        if (unavailable || state == FleetState.OUT_OF_SYNC) {
            partition.put("unavailable", 1);
        }
        status.set("summary", summary);
        status.put("unavailable", unavailable ? 1 : 0).put("unavailablePartitions", 0);
        return KubernetesJson.differ(bundle, wanted)
                ? Optional.of(new SimulatedWrite(Action.UPDATE_STATUS, wanted, MANAGER, chart(bundle), SUMS_UP))
                : Optional.empty();
    }

    private static ObjectNode summary(FleetState state, String clusterName) {
        ObjectNode summary =
                KubernetesJson.MAPPER.createObjectNode().put("desiredReady", 1).put("ready", 0);
        summary.put(state.counter, 1);
        if (state != FleetState.READY) {
            summary.putArray("nonReadyResources")
                    .addObject()
                    .put("bundleState", state.word)
                    .put("name", clusterName);
        }
        return summary;
    }

    private static String error(FleetState state, Optional<ObjectNode> deployment) {
        return deployment
                .filter(_ -> state == FleetState.ERR_APPLIED)
                .flatMap(each -> StatusConditions.find(each, "Deployed"))
                .map(condition -> ": " + condition.path("message").asString(""))
                .orElse("");
    }

    static String chart(ObjectNode bundle) {
        return bundle.at("/metadata/ownerReferences")
                .valueStream()
                .filter(owner -> owner.path("kind").asString("").equals("ManagedChart"))
                .map(owner -> owner.path("name").asString(""))
                .findFirst()
                .orElse(KubernetesJson.name(bundle));
    }
}
