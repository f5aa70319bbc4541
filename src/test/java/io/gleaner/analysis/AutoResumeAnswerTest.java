package io.gleaner.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.analysis.UpgradeAssessment.AutoResume;
import io.gleaner.analysis.World.UpgradeSketch;
import io.gleaner.model.CoverageStatus;
import io.gleaner.model.Known;
import io.gleaner.model.Upgrade;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoResumeAnswerTest {
    private static final Instant JUST_NOW = World.AS_OF.minusSeconds(60);

    private static UpgradeSketch failed(String from, String to, Instant at) {
        return new UpgradeSketch(from, to)
                .reached("SystemServicesUpgraded")
                .decided("SystemServicesUpgraded", Known.NO, at, "BackoffLimitExceeded")
                .decided("Completed", Known.NO, at, "");
    }

    private static AutoResume answer(World world) {
        return Objects.requireNonNull(world.assess().upgrade()).autoResume();
    }

    private static World running(String version, UpgradeSketch sketch) {
        return World.healthy()
                .running(version)
                .charts(World.Chart::pause)
                .upgrade(sketch)
                .with(world -> world.logs.add(World.log()));
    }

    /** Upgrade path by moment of the abort: the controller that runs is the old one before, the new one after. */
    @ParameterizedTest(name = "{0} → {1}: before {2}, after {3}")
    @CsvSource({
        "v1.3.2, v1.4.0, NO, NO",
        "v1.4.2, v1.4.3, NO, NO",
        "v1.4.3, v1.5.0, NO, NO",
        "v1.4.2, v1.5.1, NO, YES",
        "v1.4.3, v1.5.1, NO, YES",
        "v1.4.3, v1.5.2, NO, YES",
        "v1.5.0, v1.5.1, NO, YES",
        "v1.5.0, v1.6.0, NO, YES",
        "v1.5.1, v1.6.0, YES, YES",
        "v1.6.1, v1.7.1, YES, YES",
        "v1.7.1, v1.8.2, YES, YES",
        "v1.8.2, v1.9.0-rc6, YES, YES"
    })
    void chartsComeBackByThemselvesOnlyWhereTheRunningControllerHasTheCode(
            String from, String to, Known before, Known after) {
        assertThat(answer(running(from, failed(from, to, JUST_NOW))).expected()).isEqualTo(before);
        assertThat(answer(running(to, failed(from, to, JUST_NOW))).expected()).isEqualTo(after);
    }

    @Test
    void settingTellsWhereTheDeploymentWasNotSeen() {
        World world = running("v1.4.3", failed("v1.4.3", "v1.5.1", JUST_NOW)).with(it -> it.controllerTag = "");

        assertThat(answer(world).expected()).isEqualTo(Known.NO);
    }

    @Test
    void unknownVersionIsUnknown() {
        World world = running("", failed("v1.4.3", "v1.5.1", JUST_NOW));

        assertThat(answer(world).expected()).isEqualTo(Known.UNKNOWN);
    }

    @Test
    void developmentBuildAndPreReleaseOfTheFirstVersionAreUnknown() {
        assertThat(answer(running("master-head", failed("v1.4.3", "v1.5.1", JUST_NOW)))
                        .expected())
                .isEqualTo(Known.UNKNOWN);
        assertThat(answer(running("v1.5.1-rc2", failed("v1.4.3", "v1.5.1", JUST_NOW)))
                        .expected())
                .isEqualTo(Known.UNKNOWN);
    }

    @Test
    void rolloutBetweenTwoAnswersIsUnknown() {
        World world =
                running("v1.4.3", failed("v1.4.3", "v1.5.1", JUST_NOW)).with(it -> it.controllerRolledOut = false);

        assertThat(answer(world).expected()).isEqualTo(Known.UNKNOWN);
    }

    @Test
    void goneUpgradeLogSkipsTheResumeUpTo161() {
        World gone = running("v1.6.1", failed("v1.6.0", "v1.6.1", JUST_NOW)).with(world -> world.logs.clear());
        assertThat(answer(gone).expected()).isEqualTo(Known.NO);
        assertThat(answer(gone).reason().key()).isEqualTo("analysis.autoResume.logGone");

        World fixed = running("v1.7.0", failed("v1.6.1", "v1.7.0", JUST_NOW)).with(world -> world.logs.clear());
        assertThat(answer(fixed).expected()).isEqualTo(Known.YES);

        gone.unread("upgradelogs.harvesterhci.io", CoverageStatus.FORBIDDEN);
        assertThat(answer(gone).expected()).isEqualTo(Known.UNKNOWN);
    }

    @Test
    void disabledLoggingDoesNotSkipTheResume() {
        World world = running(
                        "v1.6.1",
                        failed("v1.6.0", "v1.6.1", JUST_NOW).decided("LogReady", Known.NO, JUST_NOW, "Disabled"))
                .with(it -> it.logs.clear());

        assertThat(answer(world).expected()).isEqualTo(Known.YES);
    }

    @Test
    void cleanupThatRanOnceDoesNotRunAgainFrom17On() {
        UpgradeSketch cleaned = failed("v1.6.1", "v1.7.1", JUST_NOW).label(Upgrade.CLEANUP_LABEL, "Succeeded");

        assertThat(answer(running("v1.7.1", cleaned)).reason().key()).isEqualTo("analysis.autoResume.alreadyCleaned");
        assertThat(answer(running("v1.7.1", cleaned)).expected()).isEqualTo(Known.NO);
    }

    @Test
    void cleanupThatLingersIsUnknown() {
        UpgradeSketch pending =
                failed("v1.6.1", "v1.7.1", World.AS_OF.minusSeconds(3600)).label(Upgrade.CLEANUP_LABEL, "Pending");

        assertThat(answer(running("v1.7.1", pending)).expected()).isEqualTo(Known.UNKNOWN);
    }

    @Test
    void cleanupThatResumedTheChartsDidNotLinger() {
        World world = running("v1.6.1", failed("v1.6.0", "v1.6.1", World.AS_OF.minusSeconds(3600)))
                .charts(chart -> chart.paused = false);

        assertThat(answer(world).expected()).isEqualTo(Known.YES);
    }

    @Test
    void deletionResumesUnlessItLingers() {
        UpgradeSketch fresh = new UpgradeSketch("v1.5.1", "v1.6.1")
                .reached("SystemServicesUpgraded")
                .deleting(JUST_NOW);
        UpgradeSketch lingering = new UpgradeSketch("v1.5.1", "v1.6.1")
                .reached("SystemServicesUpgraded")
                .deleting(World.AS_OF.minusSeconds(3600));

        assertThat(answer(running("v1.5.1", fresh)).expected()).isEqualTo(Known.YES);
        assertThat(answer(running("v1.5.1", lingering)).expected()).isEqualTo(Known.UNKNOWN);
    }

    @Test
    void deletionWithSkipManifestsLeftNeverCleansUp() {
        UpgradeSketch sketch = new UpgradeSketch("v1.7.2", "v1.8.2")
                .reached("NodesUpgraded")
                .annotation("harvesterhci.io/apply-skip-rke2-manifests-plan-completed", "true")
                .deleting(JUST_NOW);

        assertThat(answer(running("v1.8.2", sketch)).expected()).isEqualTo(Known.NO);
        assertThat(answer(running("v1.7.1", sketch)).expected()).isEqualTo(Known.YES);
    }

    @Test
    void upgradeThatIsNotTheLatestIsNotActedOn() {
        World world = running("v1.6.1", failed("v1.6.0", "v1.6.1", JUST_NOW).notLatest());

        assertThat(answer(world).expected()).isEqualTo(Known.NO);
    }

    @Test
    void successWaitsForTheImageCleanup() {
        World world = running("v1.6.1", new UpgradeSketch("v1.6.0", "v1.6.1").succeeded());

        assertThat(answer(world).reason().key()).isEqualTo("analysis.autoResume.afterImageCleanup");
    }

    @Test
    void nothingResumesAfterADeletionThatIsOver() {
        World world = World.stoppedAfterSwap().running("v1.5.2").with(it -> {
            it.upgrades.clear();
            it.jobs.clear();
        });

        assertThat(answer(world).expected()).isEqualTo(Known.NO);
        assertThat(answer(world).reason().key()).isEqualTo("analysis.autoResume.objectGone");
    }
}
