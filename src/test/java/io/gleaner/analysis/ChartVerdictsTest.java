package io.gleaner.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.gleaner.analysis.World.Chart;
import io.gleaner.model.CoverageStatus;
import io.gleaner.model.Known;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChartVerdictsTest {
    /** The rows of the verdict table: paused, Bundle paused, Defined, version arrived, version in the index. */
    static Stream<Arguments> rows() {
        return Stream.of(
                arguments(false, false, true, true, true, Verdict.HEALTHY),
                arguments(false, false, true, false, true, Verdict.ROLLING),
                arguments(true, true, true, true, true, Verdict.PAUSED_SAFE),
                arguments(true, true, true, false, true, Verdict.PAUSED_PENDING_CHANGE),
                arguments(true, true, false, true, false, Verdict.PAUSED_UNRESOLVABLE),
                arguments(true, true, false, false, false, Verdict.PAUSED_UNRESOLVABLE),
                arguments(false, true, false, true, false, Verdict.HALF_RESUMED),
                arguments(false, true, false, false, false, Verdict.HALF_RESUMED),
                arguments(false, true, true, true, true, Verdict.LAGGING),
                arguments(false, true, true, false, true, Verdict.LAGGING),
                arguments(true, false, false, true, false, Verdict.PAUSE_NOT_PROPAGATED),
                arguments(false, false, false, true, false, Verdict.VERSION_NOT_SERVED),
                // Where the table is silent.
                arguments(true, true, false, true, true, Verdict.PAUSED_UNRESOLVABLE),
                arguments(false, true, false, true, true, Verdict.HALF_RESUMED),
                arguments(false, false, false, true, true, Verdict.VERSION_NOT_SERVED),
                arguments(true, false, true, true, true, Verdict.PAUSE_NOT_PROPAGATED),
                arguments(true, false, true, false, true, Verdict.PAUSE_NOT_PROPAGATED),
                // Defined is from before the index changed: an un-pause would fail.
                arguments(true, true, true, true, false, Verdict.PAUSED_UNRESOLVABLE),
                arguments(false, false, true, true, false, Verdict.VERSION_NOT_SERVED));
    }

    @ParameterizedTest(name = "paused {0} bundle {1} defined {2} arrived {3} served {4}: {5}")
    @MethodSource("rows")
    void verdictFollowsTheTable(
            boolean paused, boolean bundlePaused, boolean defined, boolean arrived, boolean served, Verdict expected) {
        World world = world(paused, bundlePaused, defined, arrived, served);

        assertThat(harvester(world).verdict()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "paused {0} bundle {1} defined {2} arrived {3} served {4}")
    @MethodSource("rows")
    void everythingIsInTransitionWhileTheScriptWorks(
            boolean paused, boolean bundlePaused, boolean defined, boolean arrived, boolean served, Verdict ignored) {
        World world = world(paused, bundlePaused, defined, arrived, served).manifestJob(World.runningJob());

        assertThat(harvester(world).verdict()).isEqualTo(Verdict.IN_TRANSITION);
    }

    private static World world(boolean paused, boolean bundlePaused, boolean defined, boolean arrived, boolean served) {
        World world = World.healthy().chart("harvester", chart -> {
            chart.paused = paused;
            chart.bundlePaused = bundlePaused;
            chart.deploymentPaused = bundlePaused;
            if (!defined) {
                chart.notServed();
            }
            if (!arrived) {
                chart.deployedVersion = "1.4.2";
            }
        });
        return served ? world : world.serves("harvester", "1.5.1");
    }

    private static ChartAssessment harvester(World world) {
        return world.assess().chart("harvester").orElseThrow();
    }

    private static Verdict verdict(Consumer<Chart> change) {
        return harvester(World.healthy().chart("harvester", change)).verdict();
    }

    @Test
    void resolvableChartThatIsNotReadyIsNotReady() {
        assertThat(verdict(chart -> chart.ready = Known.NO)).isEqualTo(Verdict.NOT_READY);
    }

    @Test
    void changedValuesAloneArePendingChangeBehindAPause() {
        Consumer<Chart> stagedBehindPause = chart -> {
            chart.pause();
            chart.staged = true;
        };

        assertThat(verdict(stagedBehindPause)).isEqualTo(Verdict.PAUSED_PENDING_CHANGE);
        assertThat(harvester(World.healthy().chart("harvester", stagedBehindPause))
                        .pendingChange())
                .isNotNull()
                .extracting(text -> text.key())
                .isEqualTo("analysis.pending.values");
    }

    @Test
    void deploymentThatTheAgentHasNotFinishedIsRolling() {
        assertThat(verdict(chart -> chart.applied = false)).isEqualTo(Verdict.ROLLING);
    }

    @Test
    void pendingHelmRevisionIsRolling() {
        assertThat(verdict(chart -> chart.helmStatus = "pending-upgrade")).isEqualTo(Verdict.ROLLING);
    }

    @Test
    void pausedFleetClusterMakesEveryChartLag() {
        World world = World.healthy().with(it -> it.fleetClusterPaused = true);

        assertThat(world.assess().charts())
                .extracting(ChartAssessment::verdict)
                .containsOnly(Verdict.LAGGING)
                .hasSize(4);
    }

    @Test
    void pausedBundleDeploymentUnderActiveBundleLags() {
        assertThat(verdict(chart -> chart.deploymentPaused = true)).isEqualTo(Verdict.LAGGING);
    }

    @Test
    void chartWithoutVersionIsJudgedByNewestInIndex() {
        assertThat(verdict(chart -> chart.version = "")).isEqualTo(Verdict.HEALTHY);
        assertThat(harvester(World.healthy()
                                .chart("harvester", chart -> chart.version = "")
                                .serves("harvester", "1.5.1", "1.4.3"))
                        .verdict())
                .isEqualTo(Verdict.ROLLING);
    }

    @Test
    void missingBundleIsUnknown() {
        assertThat(verdict(chart -> chart.hasBundle = false)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void missingDefinedIsUnknown() {
        assertThat(verdict(chart -> chart.defined = Known.UNKNOWN)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void unseenHelmReleaseIsUnknownAndNotHealthy() {
        assertThat(verdict(chart -> chart.hasRelease = false)).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict(chart -> {
                    chart.pause();
                    chart.hasRelease = false;
                }))
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void unseenBundleDeploymentIsUnknownAndNotSafe() {
        assertThat(verdict(chart -> {
                    chart.pause();
                    chart.hasDeployment = false;
                }))
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void unreadIndexLeavesTheWordToDefinedAndSaysSo() {
        ChartAssessment chart = harvester(World.healthy().with(world -> world.indexReadable = false));

        assertThat(chart.verdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(chart.served()).isEqualTo(Known.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(
            value = CoverageStatus.class,
            names = {"FORBIDDEN", "FAILED", "NOT_COLLECTED"})
    void unseenJobsOrPodsAreNotTakenForNoJob(CoverageStatus status) {
        for (String kind : new String[] {"jobs.batch", "pods"}) {
            World world = World.stoppedBeforeSwap().unread(kind, status);

            assertThat(world.assess().charts())
                    .extracting(ChartAssessment::verdict)
                    .containsOnly(Verdict.UNKNOWN);
        }
    }

    @Test
    void jobBetweenTwoTriesIsStillAtWork() {
        World world = World.stoppedBeforeSwap().with(it -> it.jobs.clear()).manifestJob(World.job(0, false));

        assertThat(harvester(world).verdict()).isEqualTo(Verdict.IN_TRANSITION);
    }

    @Test
    void suspendedJobIsNotAtWorkUntilItsPodIsSeen() {
        World world = World.stoppedBeforeSwap().with(it -> it.jobs.clear()).manifestJob(World.job(0, true));

        assertThat(harvester(world).verdict()).isEqualTo(Verdict.PAUSED_SAFE);
        world.pods.add(World.manifestPod("Running"));
        assertThat(harvester(world).verdict()).isEqualTo(Verdict.IN_TRANSITION);
    }

    @Test
    void chartsComeInTheOrderTheyAreResumedIn() {
        assertThat(World.healthy().add("another", "1.0.0").assess().charts())
                .extracting(ChartAssessment::name)
                .containsExactly(
                        "harvester-crd", "harvester", "rancher-monitoring-crd", "rancher-logging-crd", "another");
    }
}
