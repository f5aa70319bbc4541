package io.gleaner.source.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.model.Bundle;
import io.gleaner.model.BundleDeployment;
import io.gleaner.model.ClusterState;
import io.gleaner.model.Coverage;
import io.gleaner.model.CoverageStatus;
import io.gleaner.model.FieldWriter;
import io.gleaner.model.HelmRelease;
import io.gleaner.model.Job;
import io.gleaner.model.Known;
import io.gleaner.model.KubeVirt;
import io.gleaner.model.Machine;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.Origin;
import io.gleaner.model.Pipeline;
import io.gleaner.model.Pipelines;
import io.gleaner.model.Text;
import io.gleaner.model.UpgradeRemnant;
import io.gleaner.model.Volume;
import io.gleaner.source.SourceException;
import io.gleaner.source.SourceException.Problem;
import io.gleaner.source.scenario.Scenarios.Scenario;
import io.gleaner.text.Phrasebook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenariosTest {
    static Stream<String> names() {
        return Scenarios.all().stream().map(Scenario::name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyScenarioIsACompleteClusterAtItsOwnTime(String name) {
        ClusterState state = load(name);

        assertThat(state.origin().kind()).isEqualTo(Origin.Kind.SCENARIO);
        assertThat(state.origin().name()).isEqualTo(name);
        assertThat(state.asOf()).isBetween("2025-07-15T07:00:00Z", "2025-07-15T10:00:00Z");
        assertThat(state.kubernetesVersion()).isEqualTo("v1.31.7+rke2r1");
        assertThat(state.serverVersion()).isEqualTo("v1.4.3");
        assertThat(state.nodes())
                .hasSize(3)
                .allSatisfy(node -> assertThat(node.ready()).isEqualTo(Known.YES));
        assertThat(state.managedCharts())
                .extracting(ManagedChart::name)
                .containsExactly("harvester", "harvester-crd", "rancher-logging-crd", "rancher-monitoring-crd");
        for (ManagedChart chart : state.managedCharts()) {
            Pipeline pipeline = Pipelines.of(state).of(chart);
            Bundle bundle = pipeline.bundle().orElseThrow();
            assertThat(bundle.observedGeneration()).isEqualTo(bundle.metadata().generation());
            assertThat(pipeline.deployment()).isPresent();
        }
        assertThat(state.helmReleases())
                .filteredOn(release -> !release.name().equals("rancher"))
                .hasSize(7)
                .extracting(HelmRelease::status)
                .containsOnly("deployed");
        assertThat(state.virtualization().kubeVirts())
                .extracting(KubeVirt::phase)
                .containsExactly("Deployed");
        assertThat(state.longhorn().volumes())
                .hasSize(3)
                .extracting(Volume::robustness)
                .containsOnly("healthy");
        assertThat(state.provisioning().machines())
                .hasSize(3)
                .extracting(Machine::phase)
                .containsOnly("Running");
        assertThat(state.platform().webhooks()).hasSize(5);
        assertThat(state.harvester().addons()).hasSize(4);
        assertThat(state.chartRepository("harvester-charts").orElseThrow().index())
                .isNotNull();
        assertThat(state.fleetClusters())
                .singleElement()
                .satisfies(cluster -> assertThat(cluster.agentLastSeen())
                        .isBetween(state.asOf().minusSeconds(1800), state.asOf()));
        assertThat(state.workload("harvester-system", "harvester").orElseThrow().imageTag("rancher/harvester"))
                .contains("v1.4.3");
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyScenarioIsAtRestAndTellsTheSameStoryTwice(String name) {
        try (ScenarioSource one = Scenarios.open(name, 1);
                ScenarioSource other = Scenarios.open(name, 1)) {
            ClusterState state = one.load(Duration.ZERO);

            assertThat(SimulatedControllers.reconcile(one.cluster(), state.asOf()))
                    .isEmpty();
            assertThat(other.load(Duration.ZERO)).isEqualTo(state);
            assertThat(one.load(Duration.ZERO)).isEqualTo(state);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyScenarioIsNamedAndDescribedInBothLanguages(String name) {
        Scenario scenario = Scenarios.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();

        for (Text text : List.of(scenario.title(), scenario.description())) {
            assertThat(Phrasebook.english().say(text)).isNotEqualTo(text.key()).doesNotContain("{", "''");
            assertThat(new Phrasebook(Locale.SIMPLIFIED_CHINESE).say(text))
                    .isNotEqualTo(text.key())
                    .isNotEqualTo(Phrasebook.english().say(text));
        }
    }

    @Test
    void unknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> Scenarios.open("nonsense", 1))
                .isInstanceOfSatisfying(SourceException.class, refusal -> {
                    assertThat(refusal.problem()).isEqualTo(Problem.SCENARIO_UNKNOWN);
                    assertThat(Phrasebook.english().say(refusal.what())).contains("nonsense");
                    assertThat(Phrasebook.english().say(refusal.nextStep())).contains(names().toList());
                });
    }

    @Test
    void healthyHasNoUpgradeAndNothingPaused() {
        ClusterState state = load("healthy");

        assertThat(state.upgrades()).isEmpty();
        assertThat(state.jobs()).isEmpty();
        assertThat(state.upgradeRemnants()).isEmpty();
        assertThat(state.managedCharts()).noneMatch(ManagedChart::paused).allMatch(ScenariosTest::isResolvedAndReady);
        assertThat(state.bundles()).noneMatch(Bundle::paused);
        assertThat(state.bundleDeployments()).noneMatch(BundleDeployment::paused);
    }

    @Test
    void abortedBeforePodUpgradeHasFourPausedChartsThatAPlainResumeBringsBack() {
        ClusterState state = load("aborted-before-pod-upgrade");

        assertThat(state.asOf()).isEqualTo("2025-07-15T09:49:10Z");
        assertThat(state.latestUpgrade().orElseThrow().conditions()).satisfies(conditions -> {
            assertThat(conditions.isFalse("Completed")).isTrue();
            assertThat(conditions.isFalse("SystemServicesUpgraded")).isTrue();
            assertThat(conditions.has("NodesUpgraded")).isFalse();
        });
        assertThat(state.jobs()).singleElement().satisfies(job -> {
            assertThat(job.runsManifests()).isTrue();
            assertThat(job.isFinished()).isTrue();
            assertThat(job.conditions().find("Failed").orElseThrow().reason()).isEqualTo("BackoffLimitExceeded");
        });
        assertThat(state.pods()).hasSize(2).noneMatch(pod -> pod.isActive());
        assertThat(state.managedCharts()).allMatch(ManagedChart::paused).allMatch(ScenariosTest::isResolvedAndReady);
        assertThat(state.managedCharts())
                .allSatisfy(chart -> assertThat(pauser(chart)).satisfies(writer -> {
                    assertThat(writer.manager()).isEqualTo("kubectl-patch");
                    assertThat(writer.time())
                            .isBetween(Instant.parse("2025-07-15T08:24:51Z"), Instant.parse("2025-07-15T09:31:06Z"));
                }));
        assertThat(state.bundles()).allMatch(Bundle::paused);
        assertThat(state.bundleDeployments())
                .allMatch(BundleDeployment::paused)
                .noneMatch(BundleDeployment::hasStagedChange);
        assertThat(state.managedCharts())
                .allSatisfy(chart -> assertThat(served(state, chart)).isEqualTo(Known.YES));
        assertThat(state.upgradeRemnants())
                .extracting(UpgradeRemnant::upgradeName)
                .containsExactly("hvst-upgrade-k4n7x");
    }

    @Test
    void noChartVersionHasThreeUnresolvableChartsAndOneStagedUpgrade() {
        ClusterState state = load("no-chart-version");

        for (ManagedChart chart : state.managedCharts()) {
            BundleDeployment deployment =
                    Pipelines.of(state).of(chart).deployment().orElseThrow();
            assertThat(chart.paused()).isTrue();
            assertThat(deployment.paused()).isTrue();
            if (chart.name().equals("harvester-crd")) {
                assertThat(chart.conditions().isTrue("Defined")).isTrue();
                assertThat(chart.displayState()).isEqualTo("OutOfSync");
                assertThat(chart.conditions().message("Ready")).isEqualTo("OutOfSync(1) [Cluster fleet-local/local]");
                assertThat(deployment.hasStagedChange()).isTrue();
                assertThat(deployment.chartVersion()).isEqualTo("1.4.3");
                assertThat(deployment.stagedChartVersion()).isEqualTo("1.5.1");
            } else {
                assertThat(chart.conditions().isFalse("Defined")).isTrue();
                assertThat(chart.conditions().message("Defined"))
                        .isEqualTo("no chart version found for %s-%s".formatted(chart.chart(), chart.version()));
                assertThat(chart.conditions().isTrue("Ready")).isTrue();
                assertThat(served(state, chart)).isEqualTo(Known.NO);
                assertThat(deployment.hasStagedChange()).isFalse();
            }
        }
    }

    @Test
    void halfResumedHasActiveChartsOverPausedBundlesAndNoUpgradeLeft() {
        ClusterState state = load("half-resumed");

        assertThat(state.upgrades()).isEmpty();
        assertThat(state.upgradeLogs()).isEmpty();
        assertThat(state.jobs()).isEmpty();
        assertThat(state.pods()).isEmpty();
        assertThat(state.upgradeRemnants())
                .extracting(UpgradeRemnant::upgradeName)
                .containsExactly("hvst-upgrade-k4n7x");
        assertThat(state.managedCharts()).noneMatch(ManagedChart::paused).allSatisfy(chart -> {
            assertThat(chart.conditions().isFalse("Defined")).isTrue();
            assertThat(chart.conditions().isTrue("Ready")).isTrue();
        });
        assertThat(state.bundles()).allMatch(Bundle::paused);
    }

    @Test
    void upgradeRunningHasItsJobAtWorkAndTheChartsPaused() {
        ClusterState state = load("upgrade-running");

        assertThat(state.latestUpgrade().orElseThrow().conditions().isPending("SystemServicesUpgraded"))
                .isTrue();
        assertThat(state.jobs())
                .singleElement()
                .extracting(Job::isFinished, Job::active)
                .containsExactly(false, 1);
        assertThat(state.pods()).singleElement().matches(pod -> pod.isActive());
        assertThat(state.managedCharts()).allMatch(ManagedChart::paused);
    }

    @Test
    void pausedByHandHasOneChartPausedByAPersonWeeksAgo() {
        ClusterState state = load("paused-by-hand");

        assertThat(state.upgrades()).isEmpty();
        assertThat(state.managedCharts())
                .filteredOn(ManagedChart::paused)
                .singleElement()
                .satisfies(chart -> {
                    assertThat(chart.name()).isEqualTo("rancher-monitoring-crd");
                    assertThat(pauser(chart).manager()).isEqualTo("kubectl-edit");
                    assertThat(pauser(chart).time()).isBefore(state.asOf().minus(Duration.ofDays(14)));
                });
    }

    @Test
    void readOnlyUserSeesTheIncidentWithAGapAndMayNotPatch() {
        try (ScenarioSource source = Scenarios.open("read-only-user", 1)) {
            ClusterState state = source.load(Duration.ZERO);

            assertThat(state.managedCharts()).allMatch(ManagedChart::paused);
            assertThat(state.coverage())
                    .filteredOn(coverage -> coverage.status() == CoverageStatus.FORBIDDEN)
                    .singleElement()
                    .extracting(Coverage::kind, Coverage::namespace, Coverage::detail)
                    .containsExactly(
                            "plans.upgrade.cattle.io",
                            "cattle-system",
                            "plans.upgrade.cattle.io is forbidden: User \"viewer\" cannot list resource \"plans\" in API group \"upgrade.cattle.io\" in the namespace \"cattle-system\"");
            assertThat(state.wasRead("plans.upgrade.cattle.io")).isFalse();
            assertThat(state.upgradeRemnants()).isEmpty();
        }
    }

    @Test
    void whatTheScriptWroteIsToldAsFarAsItHasCome() {
        assertThat(lastLines("upgrade-running")).containsExactly("Rancher patch file to be run via helm upgrade");
        assertThat(lastLines("aborted-before-pod-upgrade"))
                .hasSize(2)
                .anyMatch(line -> line.contains("already exists"))
                .anyMatch(line -> line.startsWith("Waiting for CAPI cluster fleet-local/local "));
        assertThat(lastLines("no-chart-version"))
                .anyMatch(line -> line.equals("managedchart.management.cattle.io/harvester-crd patched"));
        assertThat(lastLines("half-resumed")).isEmpty();
        assertThat(lastLines("healthy")).isEmpty();
    }

    @Test
    void rancherMakesItsRepositoriesAgainAfterItsUpgrade() {
        assertThat(repositories("upgrade-running")).containsExactly("harvester-charts");
        assertThat(repositories("aborted-before-pod-upgrade")).hasSize(4);
        assertThat(load("upgrade-running").helmReleases())
                .filteredOn(release -> release.name().equals("rancher"))
                .extracting(HelmRelease::status)
                .containsExactly("pending-upgrade");
    }

    private static List<String> repositories(String name) {
        return load(name).chartRepositories().stream()
                .map(repository -> repository.metadata().name())
                .toList();
    }

    private static List<String> lastLines(String name) {
        return load(name).podLogs().stream()
                .map(log -> log.last().orElseThrow().text())
                .toList();
    }

    private static ClusterState load(String name) {
        try (ScenarioSource source = Scenarios.open(name, 1)) {
            return source.load(Duration.ofSeconds(1));
        }
    }

    private static boolean isResolvedAndReady(ManagedChart chart) {
        return chart.conditions().isTrue("Defined")
                && chart.conditions().isTrue("Ready")
                && chart.displayState().isEmpty();
    }

    private static FieldWriter pauser(ManagedChart chart) {
        return chart.metadata().fieldWriters().stream()
                .filter(writer -> writer.fields().contains("spec.paused"))
                .findFirst()
                .orElseThrow();
    }

    private static Known served(ClusterState state, ManagedChart chart) {
        return state.chartRepository(chart.repoName()).orElseThrow().serves(chart.chart(), chart.version());
    }
}
