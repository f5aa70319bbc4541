package io.gleaner.recovery;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Assessor;
import io.gleaner.model.ClusterState;
import io.gleaner.model.ObjectRef;
import io.gleaner.source.ResourceKind;
import io.gleaner.source.scenario.InMemoryCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A cluster in which one plan applies.
 *
 * @param names what is asked for; empty for what needs it
 * @param prepare turns the scenario into that cluster
 * @param repaired whether the repair is there to be seen
 * @param answered whether a controller has to answer for the repair to be verified
 * @param undone whether what it did can be taken back
 */
record PlanWorld(
        String plan,
        String scenario,
        Set<String> names,
        Consumer<Incident> prepare,
        Predicate<Incident> repaired,
        boolean answered,
        boolean undone) {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final ObjectRef SERVER = ResourceKind.DEPLOYMENT.ref("cattle-system", "harvester-cluster-repo");
    private static final ObjectRef REPOSITORY = ResourceKind.CLUSTER_REPO.ref(null, "harvester-charts");
    private static final ObjectRef UPGRADE = ResourceKind.UPGRADE.ref("harvester-system", "hvst-upgrade-m2k8s");
    private static final ObjectRef FAILED = ResourceKind.UPGRADE.ref("harvester-system", "hvst-upgrade-k4n7x");
    private static final ObjectRef NODE = ResourceKind.NODE.ref(null, "harv-node-2");
    private static final ObjectRef LONGHORN =
            ResourceKind.LONGHORN_SETTING.ref("longhorn-system", "replica-replenishment-wait-interval");
    private static final ObjectRef WEBHOOK = ResourceKind.VALIDATING_WEBHOOK.ref(null, "longhorn-webhook-validator");
    private static final ObjectRef ADDON = ResourceKind.ADDON.ref("harvester-system", "vm-import-controller");

    static List<PlanWorld> all() {
        return List.of(
                new PlanWorld(
                        "resume-charts",
                        Incident.ABORTED,
                        Set.of(),
                        _ -> {},
                        world -> world.pausedCharts().isEmpty(),
                        true,
                        true),
                new PlanWorld(
                        "refresh-chart-index",
                        "healthy",
                        Set.of("harvester-charts"),
                        _ -> {},
                        world -> text(world, REPOSITORY, "/status/downloadTime")
                                        .compareTo(text(world, REPOSITORY, "/spec/forceUpdate"))
                                >= 0,
                        true,
                        false),
                new PlanWorld(
                        "rollback-chart-server",
                        Incident.ABORTED,
                        Set.of(),
                        PlanWorld::chartServerMovedOn,
                        world -> text(world, SERVER, "/spec/template/spec/containers/0/image")
                                        .endsWith(":v1.4.3")
                                && world.pausedCharts().isEmpty(),
                        true,
                        true),
                new PlanWorld(
                        "finish-crd-charts",
                        "no-chart-version",
                        Set.of(),
                        PlanWorld::harvesterBumped,
                        world -> text(world, Incident.chart("rancher-monitoring-crd"), "/spec/version")
                                        .startsWith("105.")
                                && world.pausedCharts().isEmpty(),
                        true,
                        false),
                new PlanWorld(
                        "nudge-chart",
                        "healthy",
                        Set.of("harvester"),
                        _ -> {},
                        world -> world.chartJson("harvester")
                                .at("/metadata/labels")
                                .has("gleaner.io/nudged"),
                        false,
                        true),
                new PlanWorld(
                        "force-sync-bundle",
                        "healthy",
                        Set.of("harvester"),
                        _ -> {},
                        world -> text(world, ResourceKind.APP.ref("harvester-system", "harvester"), "/spec/version")
                                .equals("2"),
                        true,
                        false),
                new PlanWorld(
                        "unpause-node",
                        "healthy",
                        Set.of(),
                        PlanWorld::upgradesNodes,
                        world -> text(world, UPGRADE, "/status/nodeStatuses/harv-node-2/state")
                                .equals("Pre-draining"),
                        true,
                        false),
                new PlanWorld(
                        "pause-node",
                        "healthy",
                        Set.of("harv-node-3"),
                        PlanWorld::upgradesNodes,
                        world -> world.cluster().get(UPGRADE).toString().contains("\\\"harv-node-3\\\":\\\"pause\\\""),
                        false,
                        true),
                new PlanWorld(
                        "uncordon-node",
                        "healthy",
                        Set.of(),
                        PlanWorld::nodeClosed,
                        world -> !world.cluster().get(NODE).toString().contains("kubevirt.io/drain"),
                        false,
                        true),
                new PlanWorld(
                        "restore-longhorn-settings",
                        Incident.ABORTED,
                        Set.of(),
                        PlanWorld::longhornWaitsLong,
                        world -> text(world, LONGHORN, "/value").equals("600"),
                        false,
                        true),
                new PlanWorld(
                        "restore-longhorn-webhook",
                        Incident.ABORTED,
                        Set.of(),
                        world -> create(world, WEBHOOK, """
                                {webhooks: [{name: validator.longhorn.io, rules: [
                                  {apiGroups: [longhorn.io], resources: [volumes], operations: [CREATE]},
                                  {apiGroups: [longhorn.io], resources: [settings], operations: [CREATE, DELETE]}]}]}"""),
                        world -> text(world, WEBHOOK, "/webhooks/0/rules/1/operations/2")
                                .equals("UPDATE"),
                        false,
                        false),
                new PlanWorld(
                        "dismiss-upgrade",
                        Incident.ABORTED,
                        Set.of(),
                        _ -> {},
                        world -> text(world, FAILED, "/metadata/labels/harvesterhci.io~1read-message")
                                        .equals("true")
                                && text(world, FAILED, "/status/previousVersion")
                                        .equals("v1.4.3"),
                        false,
                        false),
                new PlanWorld(
                        "restart-fleet-agent",
                        "healthy",
                        Set.of("local"),
                        _ -> {},
                        world -> text(
                                        world,
                                        ResourceKind.FLEET_CLUSTER.ref("fleet-local", "local"),
                                        "/status/agentDeployedGeneration")
                                .equals("4"),
                        true,
                        false),
                new PlanWorld(
                        "restart-workload",
                        "healthy",
                        Set.of("rancher"),
                        _ -> {},
                        world -> text(
                                        world,
                                        ResourceKind.DEPLOYMENT.ref("cattle-system", "rancher"),
                                        "/status/observedGeneration")
                                .equals("2"),
                        true,
                        false),
                new PlanWorld(
                        "remove-leftover-plans",
                        Incident.ABORTED,
                        Set.of(),
                        _ -> {},
                        world -> world.cluster().list(ResourceKind.PLAN).isEmpty(),
                        false,
                        false),
                new PlanWorld(
                        "reset-addon",
                        "healthy",
                        Set.of(),
                        world -> create(
                                world,
                                ADDON,
                                "{spec: {enabled: true, chart: harvester-vm-import-controller, version: 0.4.0},"
                                        + " status: {status: AddonEnabling,"
                                        + " conditions: [{type: OperationFailed, status: 'True'}]}}"),
                        world -> text(world, ADDON, "/status/status").equals("AddonDeploySuccessful"),
                        true,
                        true));
    }

    @Override
    public String toString() {
        return plan;
    }

    Incident open(Path folder) {
        Incident incident = new Incident(scenario, folder);
        prepare.accept(incident);
        return incident;
    }

    PlanOffer offer(Incident incident) {
        ClusterState state = incident.state();
        Assessment assessment = Assessor.assess(state);
        return Planner.plan(plan, assessment, state, names);
    }

    RecoveryPlan planned(Incident incident) {
        return Incident.offered(offer(incident));
    }

    static String text(Incident world, ObjectRef ref, String pointer) {
        return world.cluster().get(ref).at(pointer).asString("");
    }

    /** In the place of one that may be there already. */
    static void create(Incident world, ObjectRef ref, String rest) {
        ObjectNode object =
                YAML.createObjectNode().put("apiVersion", ref.apiVersion()).put("kind", ref.kind());
        ObjectNode metadata = object.putObject("metadata").put("name", ref.name());
        if (ref.namespace() != null) {
            metadata.put("namespace", ref.namespace());
        }
        ObjectNode more = (ObjectNode) YAML.readTree(rest);
        if (more.remove("metadata") instanceof ObjectNode marks) {
            metadata.setAll(marks);
        }
        object.setAll(more);
        if (world.cluster().find(ref).isPresent()) {
            world.cluster().delete(ref);
        }
        world.cluster().create(object, "somebody-else");
    }

    private static void change(Incident world, ObjectRef ref, Consumer<ObjectNode> change) {
        InMemoryCluster cluster = world.cluster();
        ObjectNode object = cluster.get(ref);
        change.accept(object);
        cluster.update(object, "somebody-else");
    }

    private static void settled(Incident world, ObjectRef ref, Predicate<ObjectNode> condition) {
        world.writer().awaitCondition(ref, condition, LONG, () -> false).orElseThrow();
    }

    private static void rolledOut(Incident world, ObjectRef deployment) {
        ObjectNode object = world.cluster().get(deployment);
        ((ObjectNode) object.path("status")).set("observedGeneration", object.at("/metadata/generation"));
        world.cluster().updateStatus(object, "kube-controller-manager");
    }

    /** The chart server was exchanged, and no chart got its new version. */
    private static void chartServerMovedOn(Incident world) {
        change(
                world,
                SERVER,
                server -> ((ObjectNode) server.at("/spec/template/spec/containers/0"))
                        .put("image", "rancher/harvester-cluster-repo:v1.5.1"));
        rolledOut(world, SERVER);
        String downloaded = text(world, REPOSITORY, "/status/downloadTime");
        change(
                world,
                REPOSITORY,
                repository -> ((ObjectNode) repository.path("spec"))
                        .put(
                                "forceUpdate",
                                Instant.parse(downloaded).plusSeconds(1).toString()));
        Incident.ORDER.forEach(chart -> settled(
                world,
                Incident.chart(chart),
                object -> LiveConditions.status(object, "Defined").equals("False")));
        settled(
                world,
                REPOSITORY,
                repository ->
                        !repository.at("/status/downloadTime").asString("").equals(downloaded));
    }

    /** Harvester and its CRDs have arrived, monitoring and logging have not. */
    private static void harvesterBumped(Incident world) {
        change(
                world,
                ResourceKind.DEPLOYMENT.ref("harvester-system", "harvester"),
                deployment -> ((ObjectNode) deployment.at("/spec/template/spec/containers/0"))
                        .put("image", "rancher/harvester:v1.5.1"));
        rolledOut(world, ResourceKind.DEPLOYMENT.ref("harvester-system", "harvester"));
        change(world, ResourceKind.SETTING.ref(null, "server-version"), setting -> setting.put("value", "v1.5.1"));
        for (String chart : List.of("harvester-crd", "harvester")) {
            world.change(chart, object -> {
                Incident.setSpec(object, "version", "1.5.1");
                Incident.setSpec(object, "paused", false);
            });
            settled(
                    world,
                    ResourceKind.APP.ref("harvester-system", chart),
                    app -> app.at("/spec/chart/metadata/version").asString("").equals("1.5.1")
                            && app.at("/status/summary/state").asString("").equals("deployed"));
            settled(
                    world,
                    Incident.chart(chart),
                    object -> LiveConditions.isTrue(object, "Ready") && LiveConditions.isTrue(object, "Defined"));
        }
    }

    /** An upgrade by a Harvester that can pause nodes holds one of them. */
    private static void upgradesNodes(Incident world) {
        change(
                world,
                ResourceKind.DEPLOYMENT.ref("harvester-system", "harvester"),
                deployment -> ((ObjectNode) deployment.at("/spec/template/spec/containers/0"))
                        .put("image", "rancher/harvester:v1.7.1"));
        rolledOut(world, ResourceKind.DEPLOYMENT.ref("harvester-system", "harvester"));
        create(world, UPGRADE, """
                metadata:
                  labels: {harvesterhci.io/latestUpgrade: "true", harvesterhci.io/upgradeState: UpgradingNodes}
                  annotations: {harvesterhci.io/node-upgrade-pause-map: '{"harv-node-2":"pause"}'}
                spec: {version: v1.7.2}
                status:
                  previousVersion: v1.7.1
                  conditions:
                    - {type: Completed, status: Unknown}
                    - {type: SystemServicesUpgraded, status: "True", lastUpdateTime: "2025-07-15T07:02:18Z"}
                    - {type: NodesUpgraded, status: Unknown}
                  nodeStatuses:
                    harv-node-1: {state: Succeeded}
                    harv-node-2: {state: Node-upgrade paused, reason: AdministrativelyPaused}
                    harv-node-3: {state: Images preloaded}
                """);
    }

    private static void nodeClosed(Incident world) {
        change(
                world,
                NODE,
                node -> ((ObjectNode) node.path("spec"))
                        .put("unschedulable", true)
                        .putArray("taints")
                        .addObject()
                        .put("key", "kubevirt.io/drain")
                        .put("value", "draining")
                        .put("effect", "NoSchedule"));
    }

    private static void longhornWaitsLong(Incident world) {
        change(
                world,
                FAILED,
                upgrade -> ((ObjectNode) upgrade.path("metadata"))
                        .withObjectProperty("annotations")
                        .put("harvesterhci.io/replica-replenishment-wait-interval", "600"));
        create(world, LONGHORN, "{value: '1800', status: {applied: true}}");
    }
}
