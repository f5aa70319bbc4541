package io.gleaner.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.analysis.World.Chart;
import io.gleaner.analysis.World.UpgradeSketch;
import io.gleaner.model.CoverageStatus;
import io.gleaner.model.Known;
import io.gleaner.text.Phrasebook;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecommenderTest {
    private static final Instant JUST_NOW = World.AS_OF.minusSeconds(60);

    private static String headline(World world) {
        return Phrasebook.english().say(world.assess().recommendation().headline());
    }

    private static String plan(World world) {
        return world.assess().recommendation().plan();
    }

    private static UpgradeSketch failedAt(Instant time, String from, String to) {
        return new UpgradeSketch(from, to)
                .reached("SystemServicesUpgraded")
                .decided("SystemServicesUpgraded", Known.NO, time, "BackoffLimitExceeded")
                .decided("Completed", Known.NO, time, "");
    }

    @Test
    void healthyClusterNeedsNothing() {
        assertThat(plan(World.healthy())).isEqualTo(Recommendation.NONE);
        assertThat(headline(World.healthy())).isEqualTo("No upgrade is recorded; all 4 charts are healthy.");
    }

    @Test
    void chartsLeftPausedAreResumed() {
        assertThat(plan(World.stoppedBeforeSwap())).isEqualTo(Recommendation.RESUME_CHARTS);
        assertThat(headline(World.stoppedBeforeSwap()))
                .isEqualTo("The upgrade v1.4.3 → v1.5.1 stopped in phase 3 (System services); 4 charts are still"
                        + " paused. Harvester v1.4.3 will not resume them by itself.");
    }

    @Test
    void nothingIsDoneWhileTheScriptWorks() {
        World world = World.stoppedAfterSwap()
                .with(it -> {
                    it.upgrades.clear();
                    it.jobs.clear();
                    it.asOf = World.JOB_STARTED.plus(Duration.ofMinutes(10));
                })
                .upgrade(new UpgradeSketch("v1.4.3", "v1.5.1").reached("SystemServicesUpgraded"))
                .manifestJob(World.runningJob());

        Recommendation recommendation = world.assess().recommendation();

        assertThat(recommendation.plan()).isEqualTo(Recommendation.WAIT);
        assertThat(recommendation.waitUntil()).isEqualTo(World.JOB_STARTED.plus(Duration.ofMinutes(30)));
        assertThat(Phrasebook.english().say(recommendation.why())).contains("estimate");

        world.asOf = World.JOB_STARTED.plus(Duration.ofHours(3));
        assertThat(plan(world)).isEqualTo(Recommendation.WAIT);
        assertThat(world.assess().recommendation().waitUntil()).isNull();
    }

    @Test
    void suspendedScriptIsNotWaitedFor() {
        World world = World.healthy()
                .charts(Chart::pause)
                .upgrade(new UpgradeSketch("v1.4.3", "v1.5.1").reached("SystemServicesUpgraded"))
                .manifestJob(World.job(0, true));

        assertThat(plan(world)).isEqualTo(Recommendation.ASK_SUPPORT);
    }

    @Test
    void swappedChartServerIsRepairedByStartingAgain() {
        assertThat(plan(World.stoppedAfterSwap())).isEqualTo(Recommendation.RESTART_UPGRADE);
    }

    @Test
    void scriptThatWouldHangNeedsTheChartServerSetBackFirst() {
        World world = World.stoppedAfterSwap()
                .with(it -> it.upgrades.clear())
                .running("v1.7.1")
                .swappedTo("v1.8.2")
                .upgrade(failedAt(World.JOB_FAILED, "v1.7.1", "v1.8.2"));

        assertThat(plan(world)).isEqualTo(Recommendation.ROLLBACK_CHART_SERVER);
    }

    @Test
    void chartServerIsNotSetBackOnceAChartIsAtTheTarget() {
        World world = World.stoppedAfterSwap()
                .with(it -> it.upgrades.clear())
                .running("v1.7.1")
                .swappedTo("v1.8.2")
                .upgrade(failedAt(World.JOB_FAILED, "v1.7.1", "v1.8.2"))
                .chart("harvester-crd", chart -> {
                    chart.version = "1.8.2";
                    chart.defined = Known.YES;
                });

        assertThat(plan(world)).isEqualTo(Recommendation.RESTART_UPGRADE);
        assertThat(world.assess().chart("harvester").orElseThrow().operations())
                .doesNotContain(Recommendation.ROLLBACK_CHART_SERVER);
    }

    @Test
    void chartThatWouldUpgradeIsNotResumedBesideAChartServerThatMovedOn() {
        World world = World.stoppedAfterSwap().chart("harvester-crd", chart -> {
            chart.version = "1.5.1";
            chart.bundleVersion = "1.5.1";
            chart.staged = true;
            chart.defined = Known.YES;
        });

        assertThat(world.assess().chart("harvester-crd").orElseThrow().verdict())
                .isEqualTo(Verdict.PAUSED_PENDING_CHANGE);
        assertThat(plan(world)).isEqualTo(Recommendation.RESTART_UPGRADE);
    }

    @Test
    void staleIndexIsRefreshed() {
        World world = World.healthy().chart("harvester", Chart::notServed);

        assertThat(plan(world)).isEqualTo(Recommendation.REFRESH_CHART_INDEX);
    }

    @Test
    void expectedAutoResumeIsWaitedForAndThenOverruled() {
        World world = World.healthy()
                .running("v1.6.1")
                .charts(Chart::pause)
                .with(it -> it.logs.add(World.log()))
                .upgrade(failedAt(JUST_NOW, "v1.6.0", "v1.6.1"))
                .manifestJob(World.failedJob());

        assertThat(plan(world)).isEqualTo(Recommendation.WAIT);
        assertThat(world.assess().recommendation().waitUntil()).isEqualTo(JUST_NOW.plus(Duration.ofMinutes(10)));

        world.asOf = World.AS_OF.plus(Duration.ofMinutes(20));
        assertThat(plan(world)).isEqualTo(Recommendation.RESUME_CHARTS);
    }

    @Test
    void pausedNodeIsUnpaused() {
        World world = World.healthy()
                .upgrade(new UpgradeSketch("v1.7.1", "v1.8.2")
                        .reached("NodesUpgraded")
                        .node("node-1", "Node-upgrade paused"));

        assertThat(plan(world)).isEqualTo(Recommendation.UNPAUSE_NODE);
        assertThat(headline(world)).contains("node-1");
    }

    @Test
    void runningUpgradeIsLeftAlone() {
        World world = World.healthy().upgrade(new UpgradeSketch("v1.4.3", "v1.5.1").reached("NodesPrepared"));

        assertThat(plan(world)).isEqualTo(Recommendation.WAIT);
    }

    @Test
    void cancelledUpgradeIsGivenTimeToCleanUp() {
        World world = World.healthy()
                .charts(Chart::pause)
                .upgrade(new UpgradeSketch("v1.4.3", "v1.5.1")
                        .reached("SystemServicesUpgraded")
                        .deleting(JUST_NOW));

        assertThat(plan(world)).isEqualTo(Recommendation.WAIT);
        assertThat(world.assess().recommendation().waitUntil()).isEqualTo(JUST_NOW.plus(Duration.ofMinutes(10)));

        world.asOf = World.AS_OF.plus(Duration.ofHours(1));
        assertThat(plan(world)).isEqualTo(Recommendation.RESUME_CHARTS);
    }

    @Test
    void handPausedChartIsNoReasonToAct() {
        World world = World.healthy().chart("harvester", chart -> {
            chart.pause();
            chart.writtenBy("kubectl-edit", World.UPGRADE_STARTED);
        });

        assertThat(plan(world)).isEqualTo(Recommendation.NONE);
        assertThat(headline(world)).contains("1 chart is paused by hand");
    }

    @Test
    void failedUpgradeWithHealthyChartsIsStartedAgain() {
        World world = World.healthy().upgrade(failedAt(World.JOB_FAILED, "v1.4.3", "v1.5.1"));

        assertThat(plan(world)).isEqualTo(Recommendation.RESTART_UPGRADE);
    }

    @Test
    void upgradeThatStoppedAmongNodesIsForSupport() {
        World world = World.healthy()
                .upgrade(new UpgradeSketch("v1.4.3", "v1.5.1")
                        .reached("NodesUpgraded")
                        .decided("NodesUpgraded", Known.NO, JUST_NOW, "BackoffLimitExceeded")
                        .decided("Completed", Known.NO, JUST_NOW, ""));

        assertThat(plan(world)).isEqualTo(Recommendation.ASK_SUPPORT);
    }

    @Test
    void unseenFactsAreNeverCalledHealthy() {
        for (String kind : new String[] {"managedcharts.management.cattle.io", "jobs.batch", "pods"}) {
            World world = World.healthy().unread(kind, CoverageStatus.FORBIDDEN);

            assertThat(plan(world)).as(kind).isEqualTo(Recommendation.ASK_SUPPORT);
        }
    }

    @Test
    void pausedFleetClusterComesBeforeTheCharts() {
        World world = World.stoppedBeforeSwap().with(it -> it.fleetClusterPaused = true);

        assertThat(plan(world)).isEqualTo(Recommendation.ASK_SUPPORT);
        assertThat(headline(world)).contains("Fleet Cluster local is paused");
    }

    @Test
    void chartOnItsWayIsWaitedFor() {
        World world = World.healthy().chart("harvester", chart -> chart.applied = false);

        assertThat(plan(world)).isEqualTo(Recommendation.WAIT);
    }
}
