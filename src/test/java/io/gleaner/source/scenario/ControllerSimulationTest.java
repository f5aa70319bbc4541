package io.gleaner.source.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.model.ObjectRef;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterRequestException.Reason;
import io.gleaner.source.ClusterSource.Subscription;
import io.gleaner.source.ResourceKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rancher, Fleet and Helm as they are played, stepped through by hand on a cluster whose own controllers rest. */
class ControllerSimulationTest {
    private static final ObjectRef CHART = ResourceKind.MANAGED_CHART.ref("fleet-local", "harvester-crd");
    private static final ObjectRef BUNDLE = ResourceKind.BUNDLE.ref("fleet-local", "mcc-harvester-crd");
    private static final ObjectRef DEPLOYMENT =
            ResourceKind.BUNDLE_DEPLOYMENT.ref("cluster-fleet-local-local-1a3d67d0a899", "mcc-harvester-crd");
    private static final ObjectRef APP = ResourceKind.APP.ref("harvester-system", "harvester-crd");
    private static final ObjectRef FLEET_CLUSTER = ResourceKind.FLEET_CLUSTER.ref("fleet-local", "local");
    private static final ObjectRef REPOSITORY = ResourceKind.CLUSTER_REPO.ref(null, "harvester-charts");

    private ScenarioSource source = Scenarios.open("healthy", 1);
    private InMemoryCluster cluster = source.cluster();
    private ControllerSimulation simulation = new ControllerSimulation(new InMemoryControllerApi(cluster));
    private Instant start = source.load(Duration.ZERO).asOf();
    private Instant now = start;

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void pauseReachesTheBundleAndTheDeploymentWithinSecondsAndChangesNothingElse() {
        change(CHART, spec -> spec.put("paused", true));

        List<String> writes = settle();

        assertThat(paused(BUNDLE)).isTrue();
        assertThat(paused(DEPLOYMENT)).isTrue();
        assertThat(Duration.between(start, now)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(4));
        assertThat(cluster.get(CHART).at("/status/display").toString()).isEqualTo("{\"readyClusters\":\"1/1\"}");
        assertThat(cluster.get(CHART).at("/status/observedGeneration"))
                .isEqualTo(cluster.get(BUNDLE).at("/metadata/generation"));
        assertThat(writes).noneMatch(write -> write.startsWith("App"));
    }

    @Test
    void resumeWithNothingStagedRunsNoHelm() {
        play("aborted-before-pod-upgrade");
        change(CHART, spec -> spec.put("paused", false));

        List<String> writes = settle();

        assertThat(paused(BUNDLE)).isFalse();
        assertThat(paused(DEPLOYMENT)).isFalse();
        assertThat(writes).noneMatch(write -> write.startsWith("App"));
    }

    @Test
    void changeOfAPausedChartIsStagedAndShownAsOutOfSync() {
        play("aborted-before-pod-upgrade");
        JsonNode applied = cluster.get(DEPLOYMENT).at("/status/appliedDeploymentID");
        change(CHART, spec -> spec.put("timeoutSeconds", 601));

        settle();

        ObjectNode deployment = cluster.get(DEPLOYMENT);
        assertThat(deployment.at("/spec/deploymentID")).isEqualTo(applied);
        assertThat(deployment.at("/spec/stagedDeploymentID")).isNotEqualTo(applied);
        assertThat(deployment.at("/status/display/state").asString()).isEqualTo("OutOfSync");
        ObjectNode chart = cluster.get(CHART);
        assertThat(condition(chart, "Ready").path("status").asString()).isEqualTo("False");
        assertThat(condition(chart, "Ready").path("message").asString())
                .isEqualTo("OutOfSync(1) [Cluster fleet-local/local]");
        assertThat(chart.at("/status/summary/outOfSync").asInt()).isEqualTo(1);
        assertThat(chart.at("/status/unavailable").asInt()).isZero();
        assertThat(chart.at("/status/partitions/0/unavailable").asInt()).isEqualTo(1);
    }

    @Test
    void stagedChangeIsUpgradedByHelmInSecondsOnceResumed() {
        play("no-chart-version");
        change(CHART, spec -> spec.put("paused", false));
        List<String> states = new ArrayList<>();
        List<String> releases = new ArrayList<>();
        try (Subscription _ = cluster.watch(change -> {
            if (change.ref().equals(BUNDLE)) {
                states.add(change.object().at("/status/display/state").asString(""));
            }
            if (change.ref().equals(APP)) {
                releases.add(change.object().at("/spec/info/status").asString());
            }
        })) {
            settle();
        }

        assertThat(states.stream().distinct()).containsExactly("OutOfSync", "WaitApplied", "");
        assertThat(releases.stream().distinct()).containsExactly("pending-upgrade", "deployed");
        assertThat(Duration.between(start, now)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(9));
        assertThat(cluster.get(APP).at("/spec/chart/metadata/version").asString())
                .isEqualTo("1.5.1");
        assertThat(cluster.get(DEPLOYMENT).at("/status/release").asString())
                .isEqualTo("harvester-system/harvester-crd:2");
        assertThat(condition(cluster.get(CHART), "Ready").path("status").asString())
                .isEqualTo("True");
    }

    @Test
    void versionThatIsNotServedLeavesBundleAndStatusAsTheyWere() {
        ObjectNode bundle = cluster.get(BUNDLE);
        JsonNode ready = condition(cluster.get(CHART), "Ready");
        change(CHART, spec -> spec.put("version", "1.5.1").put("paused", true));

        settle();

        ObjectNode chart = cluster.get(CHART);
        assertThat(cluster.get(BUNDLE)).isEqualTo(bundle);
        assertThat(condition(chart, "Ready")).isEqualTo(ready);
        assertThat(condition(chart, "Defined").path("status").asString()).isEqualTo("False");
        assertThat(condition(chart, "Defined").path("reason").asString()).isEqualTo("Error");
        assertThat(condition(chart, "Defined").path("message").asString())
                .isEqualTo("no chart version found for harvester-crd-1.5.1");
    }

    @Test
    void versionThatIsServedAgainIsDefinedAgain() {
        change(CHART, spec -> spec.put("version", "1.5.1"));
        settle();
        change(CHART, spec -> spec.put("version", "1.4.3").put("paused", true));
        settle();

        JsonNode defined = condition(cluster.get(CHART), "Defined");
        assertThat(defined.path("status").asString()).isEqualTo("True");
        assertThat(defined.has("reason") || defined.has("message")).isFalse();
        assertThat(defined.path("lastUpdateTime").asString()).isGreaterThanOrEqualTo(KubernetesJson.time(start));
        assertThat(paused(BUNDLE)).isTrue();
    }

    @Test
    void missingRepositoryAndMissingIndexAreToldApart() {
        ObjectNode repository = cluster.get(REPOSITORY);
        String configMap = repository.at("/status/indexConfigMapName").asString();
        cluster.delete(ResourceKind.CONFIG_MAP.ref("cattle-system", configMap));
        settle();
        assertThat(condition(cluster.get(CHART), "Defined").path("message").asString())
                .isEqualTo("configmaps \"%s\" not found".formatted(configMap));

        cluster.delete(REPOSITORY);
        settle();
        assertThat(condition(cluster.get(CHART), "Defined").path("message").asString())
                .isEqualTo("clusterrepos.catalog.cattle.io \"harvester-charts\" not found");
    }

    @Test
    void pausedFleetClusterStopsTheDeploymentAlone() {
        change(FLEET_CLUSTER, spec -> spec.put("paused", true));

        settle();

        assertThat(paused(DEPLOYMENT)).isTrue();
        assertThat(paused(BUNDLE)).isFalse();
        assertThat(paused(CHART)).isFalse();
    }

    @Test
    void rancherUndoesItsOwnPauseOfABundleButLeavesSomebodyElses() {
        change(BUNDLE, spec -> spec.put("paused", true));
        settle();
        assertThat(paused(BUNDLE)).as("paused by hand").isTrue();

        change(CHART, spec -> spec.put("paused", true));
        settle();
        change(CHART, spec -> spec.put("paused", false));
        settle();
        assertThat(paused(BUNDLE)).as("paused by Rancher, too").isFalse();
    }

    @Test
    void editOfABundleIsOverwrittenByRancherButForceSyncStays() {
        change(BUNDLE, spec -> {
            spec.put("forceSyncGeneration", 1);
            ((ObjectNode) spec.path("helm")).put("timeoutSeconds", 5);
        });

        settle();

        ObjectNode bundle = cluster.get(BUNDLE);
        assertThat(bundle.at("/spec/helm/timeoutSeconds").asInt()).isEqualTo(600);
        assertThat(bundle.at("/spec/forceSyncGeneration").asInt()).isEqualTo(1);
        assertThat(cluster.get(APP).at("/spec/version").asInt()).isGreaterThan(1);
    }

    @Test
    void failedHelmOperationIsShownWithItsError() {
        change(CHART, spec -> spec.put("timeoutSeconds", 601));
        simulation.step(now);
        ObjectNode deployment = cluster.get(DEPLOYMENT);
        StatusConditions.set(deployment, "Deployed", false, "Error", "release: not found", now);
        KubernetesJson.child(deployment, "status").put("appliedDeploymentID", "another");
        cluster.updateStatus(deployment, "fleetagent");
        List<String> messages = new ArrayList<>();
        try (Subscription _ = cluster.watch(change -> {
            if (change.ref().equals(CHART)) {
                messages.add(condition(change.object(), "Ready").path("message").asString(""));
            }
        })) {
            settle();
        }

        assertThat(messages).contains("ErrApplied(1) [Cluster fleet-local/local: release: not found]");
    }

    @Test
    void eachWriteComesNoEarlierThanItsController() {
        change(CHART, spec -> spec.put("paused", true));

        Duration wait = simulation.step(now).orElseThrow();
        assertThat(wait).isPositive();
        assertThat(paused(BUNDLE)).isFalse();

        simulation.step(now.plus(wait).minusMillis(1));
        assertThat(paused(BUNDLE)).isFalse();

        assertThat(simulation.step(now.plus(wait))).contains(Duration.ZERO);
        assertThat(paused(BUNDLE)).isTrue();
    }

    @Test
    void writeThatMeetsAConflictIsComputedAnew() {
        AtomicInteger conflicts = new AtomicInteger();
        ControllerSimulation contended = new ControllerSimulation(new ControllerSimulation.Api() {
            private final InMemoryControllerApi direct = new InMemoryControllerApi(cluster);

            @Override
            public List<ObjectNode> list(ResourceKind kind) {
                return direct.list(kind);
            }

            @Override
            public void write(SimulatedWrite write) {
                if (conflicts.getAndIncrement() == 0) {
                    throw new ClusterRequestException(Reason.CONFLICT, "somebody was faster");
                }
                direct.write(write);
            }
        });
        change(CHART, spec -> spec.put("paused", true));

        settle(contended);

        assertThat(conflicts.get()).isGreaterThan(1);
        assertThat(paused(BUNDLE)).isTrue();
    }

    @Test
    void longNamesOfBundlesAreCutAndStayDistinct() {
        String operator = "hvst-upgrade-k4n7x-upgradelog-operator";
        assertThat(SimulatedRancher.bundleName(operator)).isEqualTo("mcc-" + operator);
        assertThat(SimulatedRancher.bundleName("x".repeat(60)))
                .hasSize(53)
                .isNotEqualTo(SimulatedRancher.bundleName("x".repeat(61)));
    }

    private void play(String scenario) {
        source.close();
        source = Scenarios.open(scenario, 1);
        cluster = source.cluster();
        simulation = new ControllerSimulation(new InMemoryControllerApi(cluster));
        start = source.load(Duration.ZERO).asOf();
        now = start;
    }

    /** Steps until all is quiet and returns what was changed. */
    private List<String> settle() {
        return settle(simulation);
    }

    private List<String> settle(ControllerSimulation controllers) {
        List<String> writes = new ArrayList<>();
        try (Subscription _ = cluster.watch(change -> writes.add(change.ref().toString()))) {
            for (Optional<Duration> wait = controllers.step(now); wait.isPresent(); wait = controllers.step(now)) {
                now = now.plus(wait.get());
                assertThat(writes).as("the controllers do not come to rest").hasSizeLessThan(200);
            }
        }
        return writes;
    }

    private void change(ObjectRef ref, Consumer<ObjectNode> spec) {
        ObjectNode object = cluster.get(ref);
        spec.accept(KubernetesJson.child(object, "spec"));
        cluster.update(object, "somebody");
    }

    private boolean paused(ObjectRef ref) {
        return cluster.get(ref).at("/spec/paused").asBoolean(false);
    }

    private static JsonNode condition(ObjectNode object, String type) {
        return StatusConditions.find(object, type).orElseThrow();
    }
}
