package io.gleaner.source.scenario;

import io.gleaner.source.ResourceKind;
import io.gleaner.source.scenario.SimulatedWrite.Action;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What else answers to a repair: Rancher's download of chart indexes, the rollout of Deployments, Fleet's agent, Harvester's
 * held nodes and add-ons. Each does what its real counterpart does in the end, without the steps in between.
 */
final class SimulatedPlatform {
    private static final Duration ROLLS_OUT = Duration.ofMillis(2500);
    private static final Duration DOWNLOADS = Duration.ofMillis(1500);
    private static final Duration ANSWERS = Duration.ofMillis(800);
    private static final String CHART_SERVER = "harvester-cluster-repo";
    private static final String PAUSE_MAP = "harvesterhci.io/node-upgrade-pause-map";
    private static final YAMLMapper YAML = new YAMLMapper();

    private SimulatedPlatform() {}

    static List<SimulatedWrite> reconcile(ClusterView view, Instant now) {
        List<SimulatedWrite> writes = new ArrayList<>();
        view.list(ResourceKind.DEPLOYMENT).forEach(each -> rollOut(each).ifPresent(writes::add));
        view.list(ResourceKind.CLUSTER_REPO)
                .forEach(each -> download(view, each, now).ifPresent(writes::add));
        view.list(ResourceKind.FLEET_CLUSTER)
                .forEach(each -> redeployAgent(each).ifPresent(writes::add));
        view.list(ResourceKind.UPGRADE).forEach(each -> goOn(each).ifPresent(writes::add));
        view.list(ResourceKind.ADDON).forEach(each -> turn(each, now).ifPresent(writes::add));
        return writes;
    }

    /** Only what a repair touches: some stories tell of rollouts that hang. */
    private static Optional<SimulatedWrite> rollOut(ObjectNode deployment) {
        boolean restarted =
                deployment.at("/spec/template/metadata/annotations").has("kubectl.kubernetes.io/restartedAt");
        boolean seen = deployment.at("/status/observedGeneration").asLong(0)
                >= deployment.at("/metadata/generation").asLong(0);
        if (seen || !(restarted || KubernetesJson.name(deployment).equals(CHART_SERVER))) {
            return Optional.empty();
        }
        ObjectNode wanted = deployment.deepCopy();
        int replicas = deployment.at("/spec/replicas").asInt(1);
        KubernetesJson.child(wanted, "status")
                .put("replicas", replicas)
                .put("readyReplicas", replicas)
                .put("updatedReplicas", replicas)
                .put("availableReplicas", replicas)
                .set("observedGeneration", deployment.at("/metadata/generation"));
        return Optional.of(write(Action.UPDATE_STATUS, wanted, "kube-controller-manager", ROLLS_OUT));
    }

    private static Optional<SimulatedWrite> download(ClusterView view, ObjectNode repository, Instant now) {
        if (!time(repository, "/spec/forceUpdate").isAfter(time(repository, "/status/downloadTime"))) {
            return Optional.empty();
        }
        Optional<SimulatedWrite> index = index(view, repository);
        if (index.isPresent()) {
            return index;
        }
        ObjectNode wanted = repository.deepCopy();
        KubernetesJson.child(wanted, "status")
                .put("downloadTime", KubernetesJson.time(now))
                .set("observedGeneration", repository.at("/metadata/generation"));
        return Optional.of(write(Action.UPDATE_STATUS, wanted, "rancher", ANSWERS));
    }

    /** What the chart server has, as long as that is not what the index says. */
    private static Optional<SimulatedWrite> index(ClusterView view, ObjectNode repository) {
        Map<String, String> charts = view.find(ResourceKind.DEPLOYMENT.ref("cattle-system", CHART_SERVER))
                .map(server -> KubernetesJson.text(server, "/spec/template/spec/containers/0/image"))
                .map(image -> charts(image.substring(image.lastIndexOf(':') + 1)))
                .orElse(Map.of());
        if (charts.isEmpty() || !KubernetesJson.name(repository).equals("harvester-charts")) {
            return Optional.empty();
        }
        ObjectNode wanted = ChartIndexFile.write(repository, charts);
        return view.find(KubernetesJson.ref(wanted))
                .filter(there -> !there.path("binaryData").equals(wanted.path("binaryData")))
                .map(there -> {
                    ObjectNode next = there.deepCopy();
                    next.set("binaryData", wanted.get("binaryData"));
                    return write(Action.UPDATE, next, "rancher", DOWNLOADS);
                });
    }

    private static Optional<SimulatedWrite> redeployAgent(ObjectNode cluster) {
        JsonNode asked = cluster.at("/spec/redeployAgentGeneration");
        if (asked.asLong(0) <= cluster.at("/status/agentDeployedGeneration").asLong(0)) {
            return Optional.empty();
        }
        ObjectNode wanted = cluster.deepCopy();
        KubernetesJson.child(wanted, "status").set("agentDeployedGeneration", asked);
        return Optional.of(write(Action.UPDATE_STATUS, wanted, "fleetcontroller", ANSWERS));
    }

    private static Optional<SimulatedWrite> goOn(ObjectNode upgrade) {
        JsonNode map = pauseMap(upgrade);
        ObjectNode wanted = upgrade.deepCopy();
        wanted.at("/status/nodeStatuses").properties().stream()
                .filter(node -> node.getValue().path("state").asString("").equals("Node-upgrade paused"))
                .filter(node -> map.path(node.getKey()).asString("").equals("unpause"))
                .map(node -> (ObjectNode) node.getValue())
                .forEach(state -> state.put("state", "Pre-draining").without(List.of("reason", "message")));
        return KubernetesJson.differ(upgrade, wanted)
                ? Optional.of(write(Action.UPDATE, wanted, "harvester", ANSWERS))
                : Optional.empty();
    }

    private static JsonNode pauseMap(ObjectNode upgrade) {
        String text =
                upgrade.path("metadata").path("annotations").path(PAUSE_MAP).asString("{}");
        try {
            return KubernetesJson.MAPPER.readTree(text);
        } catch (JacksonException _) {
            // As Harvester: what it cannot read pauses nothing.
            return KubernetesJson.MAPPER.createObjectNode();
        }
    }

    private static Optional<SimulatedWrite> turn(ObjectNode addon, Instant now) {
        boolean enabled = addon.at("/spec/enabled").asBoolean(false);
        String state = KubernetesJson.text(addon, "/status/status");
        boolean off = state.equals("AddonDisabled");
        if (state.isEmpty() || enabled != off) {
            return Optional.empty();
        }
        ObjectNode wanted = addon.deepCopy();
        KubernetesJson.child(wanted, "status").put("status", enabled ? "AddonDeploySuccessful" : "AddonDisabled");
        StatusConditions.set(wanted, "OperationFailed", false, "", "", now);
        StatusConditions.set(wanted, "InProgress", false, "", "", now);
        return Optional.of(write(Action.UPDATE_STATUS, wanted, "harvester", ANSWERS));
    }

    private static SimulatedWrite write(Action action, ObjectNode object, String manager, Duration after) {
        return new SimulatedWrite(action, object, manager, KubernetesJson.name(object), after);
    }

    private static Instant time(ObjectNode object, String pointer) {
        try {
            return Instant.parse(KubernetesJson.text(object, pointer));
        } catch (DateTimeParseException _) {
            return Instant.EPOCH;
        }
    }

    private static Map<String, String> charts(String release) {
        Map<String, String> charts = new LinkedHashMap<>();
        try (InputStream stream = SimulatedPlatform.class.getResourceAsStream("releases.yaml")) {
            YAML.readTree(stream)
                    .path(release)
                    .path("charts")
                    .properties()
                    .forEach(
                            chart -> charts.put(chart.getKey(), chart.getValue().asString()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return charts;
    }
}
