package io.gleaner.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.analysis.ChartAssessment.PausedBy;
import io.gleaner.analysis.World.UpgradeSketch;
import io.gleaner.model.CoverageStatus;
import io.gleaner.model.Known;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PauseOriginsTest {
    private static final Instant DURING = World.JOB_STARTED.plusSeconds(40);

    private static ChartAssessment harvester(World world) {
        return world.assess().chart("harvester").orElseThrow();
    }

    private static World pausedBy(String manager, Instant time) {
        return World.stoppedBeforeSwap().charts(chart -> chart.writtenBy(manager, time));
    }

    @Test
    void unpausedChartHasNoOrigin() {
        assertThat(harvester(World.healthy()).pauseOrigin()).isEqualTo(PauseOrigin.NONE);
        assertThat(harvester(World.healthy()).pausedBy()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubectl-patch", "kubectl-client-side-apply", "kubectl"})
    void kubectlDuringPhaseThreeIsTheUpgrade(String manager) {
        ChartAssessment chart = harvester(pausedBy(manager, DURING));

        assertThat(chart.pauseOrigin()).isEqualTo(PauseOrigin.UPGRADE);
        assertThat(chart.pausedBy()).isEqualTo(new PausedBy(manager, DURING, Certainty.DERIVED));
    }

    @ParameterizedTest
    @CsvSource({"-61,MANUAL", "-60,UPGRADE", "0,UPGRADE"})
    void windowOpensAMinuteBeforeTheJob(long seconds, PauseOrigin expected) {
        Instant time = World.JOB_STARTED.plusSeconds(seconds);

        assertThat(harvester(pausedBy("kubectl-patch", time)).pauseOrigin()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"300,UPGRADE", "301,MANUAL"})
    void windowClosesFiveMinutesAfterTheJob(long seconds, PauseOrigin expected) {
        Instant time = World.JOB_FAILED.plusSeconds(seconds);

        assertThat(harvester(pausedBy("kubectl-patch", time)).pauseOrigin()).isEqualTo(expected);
    }

    @Test
    void windowOfADeletingUpgradeStaysOpen() {
        World world = World.healthy()
                .charts(World.Chart::pause)
                .upgrade(World.failedInSystemServices().deleting(World.AS_OF.minusSeconds(30)))
                .charts(chart -> chart.writtenBy("kubectl-patch", World.AS_OF.minusSeconds(10)));

        assertThat(harvester(world).pauseOrigin()).isEqualTo(PauseOrigin.UPGRADE);
    }

    @Test
    void kubectlOutsideEveryPhaseThreeIsAPerson() {
        Instant early = World.UPGRADE_STARTED.minus(Duration.ofDays(3));
        ChartAssessment chart = harvester(pausedBy("kubectl-patch", early));

        assertThat(chart.pauseOrigin()).isEqualTo(PauseOrigin.MANUAL);
        assertThat(chart.pausedBy()).isEqualTo(new PausedBy("kubectl-patch", early, Certainty.MEASURED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gleaner", "kubectl-edit", "Mozilla"})
    void otherManagersArePersonsAtAnyTime(String manager) {
        assertThat(harvester(pausedBy(manager, DURING)).pauseOrigin()).isEqualTo(PauseOrigin.MANUAL);
    }

    @Test
    void chartTheScriptDoesNotKnowIsPausedByAPerson() {
        World world = World.stoppedBeforeSwap().add("my-chart", "1.0.0").chart("my-chart", chart -> {
            chart.pause();
            chart.writtenBy("kubectl-patch", DURING);
        });

        assertThat(world.assess().chart("my-chart").orElseThrow().pauseOrigin()).isEqualTo(PauseOrigin.MANUAL);
    }

    @ParameterizedTest
    @CsvSource({"v1.4.3,UPGRADE", "v1.5.1,MANUAL"})
    void legacyChartsArePausedByScriptsUpTo14Only(String target, PauseOrigin expected) {
        World world = World.healthy()
                .add("rancher-logging", "1.0.0")
                .chart("rancher-logging", chart -> {
                    chart.pause();
                    chart.writtenBy("kubectl-patch", DURING);
                })
                .upgrade(new UpgradeSketch("v1.4.2", target)
                        .reached("SystemServicesUpgraded")
                        .decided("SystemServicesUpgraded", Known.NO, World.JOB_FAILED, "")
                        .decided("Completed", Known.NO, World.JOB_FAILED, ""));

        assertThat(world.assess().chart("rancher-logging").orElseThrow().pauseOrigin())
                .isEqualTo(expected);
    }

    @Test
    void withoutManagedFieldsAnUnfinishedPhaseThreeIsGuessed() {
        ChartAssessment chart = harvester(World.stoppedBeforeSwap());

        assertThat(chart.pauseOrigin()).isEqualTo(PauseOrigin.UPGRADE);
        assertThat(chart.pausedBy()).isEqualTo(new PausedBy(null, null, Certainty.GUESSED));
    }

    @Test
    void withoutManagedFieldsAnUpgradeThatNeverReachedPhaseThreeIsNotBlamed() {
        World world = World.healthy()
                .charts(World.Chart::pause)
                .upgrade(new UpgradeSketch("v1.4.3", "v1.5.1")
                        .reached("NodesPrepared")
                        .decided("Completed", Known.NO, World.AS_OF, "error"));

        assertThat(harvester(world).pauseOrigin()).isEqualTo(PauseOrigin.UNKNOWN);
    }

    @Test
    void withoutManagedFieldsASucceededUpgradeIsNotBlamed() {
        World world =
                World.healthy().charts(World.Chart::pause).upgrade(new UpgradeSketch("v1.4.2", "v1.4.3").succeeded());

        assertThat(harvester(world).pauseOrigin()).isEqualTo(PauseOrigin.UNKNOWN);
        assertThat(harvester(world).pausedBy()).isNull();
    }

    private static World deleted() {
        return World.stoppedBeforeSwap().with(world -> {
            world.upgrades.clear();
            world.jobs.clear();
        });
    }

    @Test
    void withoutUpgradeObjectAllChartsWithinAMinuteAreTheUpgrade() {
        World world = deleted();
        int second = 0;
        for (World.Chart chart : world.charts.values()) {
            chart.writtenBy("kubectl-patch", DURING.plusSeconds(second));
            second += 20;
        }

        ChartAssessment chart = harvester(world);

        assertThat(chart.pauseOrigin()).isEqualTo(PauseOrigin.UPGRADE);
        assertThat(Objects.requireNonNull(chart.pausedBy()).certainty()).isEqualTo(Certainty.DERIVED);
    }

    @Test
    void withoutUpgradeObjectASlowHandIsUnknown() {
        World world = deleted();
        int second = 0;
        for (World.Chart chart : world.charts.values()) {
            chart.writtenBy("kubectl-patch", DURING.plusSeconds(second));
            second += 21;
        }

        assertThat(harvester(world).pauseOrigin()).isEqualTo(PauseOrigin.UNKNOWN);
    }

    @Test
    void withoutUpgradeObjectTwoManagersAreUnknown() {
        World world = deleted().charts(chart -> chart.writtenBy("kubectl-patch", DURING));
        world.chart("harvester-crd", chart -> chart.writtenBy("kubectl", DURING));

        assertThat(harvester(world).pauseOrigin()).isEqualTo(PauseOrigin.UNKNOWN);
    }

    @Test
    void withoutUpgradeObjectAndManagedFieldsFourPausedChartsAreGuessed() {
        ChartAssessment chart = harvester(deleted());

        assertThat(chart.pauseOrigin()).isEqualTo(PauseOrigin.UPGRADE);
        assertThat(chart.pausedBy()).isEqualTo(new PausedBy(null, null, Certainty.GUESSED));
    }

    @Test
    void withoutUpgradeObjectAndManagedFieldsThreePausedChartsAreUnknown() {
        World world = deleted().chart("rancher-logging-crd", chart -> chart.paused = false);

        assertThat(harvester(world).pauseOrigin()).isEqualTo(PauseOrigin.UNKNOWN);
    }

    @Test
    void jobThatOutlivedItsUpgradeStillTellsWhenTheScriptRan() {
        World world = World.stoppedBeforeSwap()
                .with(it -> it.upgrades.clear())
                .chart("harvester", chart -> chart.writtenBy("kubectl-patch", DURING));

        assertThat(harvester(world).pauseOrigin()).isEqualTo(PauseOrigin.UPGRADE);
    }

    @Test
    void forbiddenUpgradesLeaveTheOriginUnknown() {
        World world = deleted()
                .charts(chart -> chart.writtenBy("kubectl-patch", DURING))
                .unread("upgrades.harvesterhci.io", CoverageStatus.FORBIDDEN);

        assertThat(harvester(world).pauseOrigin()).isEqualTo(PauseOrigin.UNKNOWN);
    }
}
