package io.gleaner.source.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gleaner.model.Bundle;
import io.gleaner.model.BundleDeployment;
import io.gleaner.model.ClusterState;
import io.gleaner.model.HelmRelease;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Pipeline;
import io.gleaner.model.Pipelines;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterRequestException.Reason;
import io.gleaner.source.ClusterSource.Subscription;
import io.gleaner.source.ClusterWriter;
import io.gleaner.source.Observation;
import io.gleaner.source.ResourceKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ScenarioSourceTest {
    private static final double FAST = 200;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final ObjectRef CHART = ResourceKind.MANAGED_CHART.ref("fleet-local", "harvester");
    private static final ObjectRef BUNDLE = ResourceKind.BUNDLE.ref("fleet-local", "mcc-harvester");

    private ScenarioSource source = Scenarios.open("aborted-before-pod-upgrade", FAST);

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void resumedChartTakesItsBundleAlongAndStaysReady() {
        resume(CHART);

        awaitUnpaused(BUNDLE);
        ClusterState state = settled();
        Pipeline pipeline = Pipelines.of(state).of(state.managedCharts().getFirst());
        Bundle bundle = pipeline.bundle().orElseThrow();
        assertThat(bundle.observedGeneration()).isEqualTo(bundle.metadata().generation());
        BundleDeployment deployment = pipeline.deployment().orElseThrow();
        assertThat(deployment.paused()).isFalse();
        assertThat(deployment.appliedDeploymentId()).isEqualTo(deployment.deploymentId());
        assertThat(state.managedCharts().getFirst().conditions().isTrue("Ready"))
                .isTrue();
        assertThat(release(state, "harvester").revision()).isEqualTo(1);
    }

    @Test
    void stagedChangeIsDeployedAsSoonAsItsChartIsResumed() {
        reopen("no-chart-version");
        resume(ResourceKind.MANAGED_CHART.ref("fleet-local", "harvester-crd"));

        ClusterState state = settled();
        assertThat(release(state, "harvester-crd"))
                .extracting(HelmRelease::chartVersion, HelmRelease::revision, HelmRelease::status)
                .containsExactly("1.5.1", 2, "deployed");
        assertThat(state.managedCharts())
                .filteredOn(chart -> chart.name().equals("harvester-crd"))
                .singleElement()
                .matches(chart -> chart.conditions().isTrue("Ready"))
                .matches(chart -> chart.displayState().isEmpty());
    }

    @Test
    void unresolvableChartIsUnpausedInVain() {
        reopen("no-chart-version");
        resume(CHART);

        ClusterState state = settled();
        assertThat(state.managedCharts().getFirst().paused()).isFalse();
        assertThat(state.managedCharts().getFirst().conditions().isFalse("Defined"))
                .isTrue();
        assertThat(state.bundles().getFirst().paused()).isTrue();
    }

    @Test
    void silencedControllersLeaveTheBundleAloneUntilTheyAnswerAgain() {
        source.silenceControllers("harvester");
        resume(CHART);
        resume(ResourceKind.MANAGED_CHART.ref("fleet-local", "harvester-crd"));

        awaitUnpaused(ResourceKind.BUNDLE.ref("fleet-local", "mcc-harvester-crd"));
        settled("harvester");
        assertThat(paused(source.cluster().get(BUNDLE))).isTrue();

        source.letControllersAnswer("harvester");
        awaitUnpaused(BUNDLE);
    }

    @Test
    void somebodyElseCanPauseAgainWhatWasJustResumed() {
        try (Subscription _ = source.cluster().watch(change -> {
            if (change.ref().equals(CHART) && !paused(change.object())) {
                source.cluster().patch(CHART, patch().add(operation("replace", true)), "kubectl-patch");
            }
        })) {
            resume(CHART);
        }

        assertThat(paused(source.cluster().get(CHART))).isTrue();
    }

    @Test
    void changeSlippedInBeforeAPatchFailsItsTest() {
        AtomicBoolean slipped = new AtomicBoolean();
        source.filterRequests((verb, ref, request) -> {
            if (verb.equals("patch") && slipped.compareAndSet(false, true)) {
                source.cluster().patch(ref, patch().add(operation("replace", false)), "kubectl-edit");
            }
            return request.get();
        });

        assertThatThrownBy(() -> resume(CHART))
                .isInstanceOfSatisfying(
                        ClusterRequestException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.INVALID));
    }

    @Test
    void clockStandsStillUntilTheFirstObserverAndThenRuns() {
        ClusterState first = source.load(SOON);
        assertThat(source.load(SOON)).isEqualTo(first);

        try (Subscription _ = source.observe(_ -> {})) {
            await().atMost(SOON).until(() -> source.load(SOON).asOf().isAfter(first.asOf()));
        }
    }

    @Test
    void observerGetsTheStateAtOnceAndThenEveryChangeInOrder() {
        List<Observation> seen = new CopyOnWriteArrayList<>();
        try (Subscription _ = source.observe(seen::add)) {
            await().atMost(SOON).until(() -> !seen.isEmpty());
            assertThat(seen.getFirst().freshness()).isInstanceOf(Observation.Freshness.Live.class);
            assertThat(seen.getFirst().state().managedCharts()).allMatch(ManagedChart::paused);

            resume(CHART);
            await().atMost(SOON)
                    .until(() -> !seen.getLast().state().bundles().getFirst().paused());
        }
        assertThat(seen).extracting(each -> each.state().asOf()).isSorted();
    }

    @Test
    void closedSubscriptionHearsNothingMore() {
        List<Observation> closed = new CopyOnWriteArrayList<>();
        List<Observation> open = new CopyOnWriteArrayList<>();
        Subscription early = source.observe(closed::add);
        try (Subscription _ = source.observe(open::add)) {
            await().atMost(SOON).until(() -> !open.isEmpty());
            early.close();
            int before = closed.size();
            resume(CHART);
            await().atMost(SOON).until(() -> open.size() > 1);
            assertThat(closed).hasSize(before);
        }
    }

    @Test
    void closedSourceRests() {
        source.close();

        source.cluster().patch(CHART, patch().add(operation("replace", false)), "kubectl-patch");

        assertThat(source.load(SOON).bundles()).allMatch(Bundle::paused);
    }

    private void reopen(String name) {
        source.close();
        source = Scenarios.open(name, FAST);
    }

    private ClusterWriter writer() {
        return source.writer().orElseThrow();
    }

    private void resume(ObjectRef chart) {
        writer().patch(chart, patch().add(operation("test", true)).add(operation("replace", false)));
    }

    private void awaitUnpaused(ObjectRef ref) {
        assertThat(writer().awaitCondition(ref, object -> !paused(object), SOON, () -> false))
                .isPresent();
    }

    /** Once nobody wants to do anything any more, but for those who were told to be silent. */
    private ClusterState settled(String... silenced) {
        await().atMost(SOON)
                .until(() -> SimulatedControllers.reconcile(
                                source.cluster(), source.load(SOON).asOf())
                        .stream()
                        .allMatch(write -> List.of(silenced).contains(write.chart())));
        return source.load(SOON);
    }

    private static boolean paused(JsonNode object) {
        return object.at("/spec/paused").asBoolean(false);
    }

    private static HelmRelease release(ClusterState state, String name) {
        return state.helmReleases().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ArrayNode patch() {
        return KubernetesJson.MAPPER.createArrayNode();
    }

    private static ObjectNode operation(String op, boolean paused) {
        return KubernetesJson.MAPPER
                .createObjectNode()
                .put("op", op)
                .put("path", "/spec/paused")
                .put("value", paused);
    }
}
