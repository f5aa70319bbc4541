package io.gleaner.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.gleaner.analysis.PhaseProgress.State;
import io.gleaner.analysis.UpgradeAssessment.Pace;
import io.gleaner.analysis.World.UpgradeSketch;
import io.gleaner.model.CoverageStatus;
import io.gleaner.model.Known;
import io.gleaner.model.Upgrade;
import io.gleaner.text.Phrasebook;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PhaseDetectorTest {
    private static final Instant THEN = Instant.parse("2025-07-15T09:55:00Z");

    private static UpgradeSketch sketch() {
        return new UpgradeSketch("v1.4.3", "v1.5.1");
    }

    private static UpgradeSketch recent() {
        return new UpgradeSketch("v1.7.1", "v1.8.2");
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                arguments(
                        "deleted in phase 3",
                        sketch().reached("SystemServicesUpgraded").deleting(THEN),
                        UpgradeAssessment.State.CANCELLING,
                        Phase.SYSTEM_SERVICES),
                arguments(
                        "completed, label says cleanup is pending",
                        recent().succeeded().label(Upgrade.CLEANUP_LABEL, "Pending"),
                        UpgradeAssessment.State.SUCCEEDED,
                        Phase.CLEANUP),
                arguments(
                        "completed at 1.7 or later without the label",
                        recent().succeeded(),
                        UpgradeAssessment.State.SUCCEEDED,
                        Phase.CLEANUP),
                arguments(
                        "completed and cleaned up",
                        recent().succeeded().label(Upgrade.CLEANUP_LABEL, "Succeeded"),
                        UpgradeAssessment.State.SUCCEEDED,
                        Phase.DONE),
                arguments(
                        "completed before 1.7, nothing left",
                        sketch().succeeded(),
                        UpgradeAssessment.State.SUCCEEDED,
                        Phase.DONE),
                arguments(
                        "image failed",
                        sketch().reached("ImageReady")
                                .decided("ImageReady", Known.NO, THEN, "ImportFailed")
                                .decided("Completed", Known.NO, THEN, ""),
                        UpgradeAssessment.State.FAILED,
                        Phase.IMAGE_AND_REPO),
                arguments(
                        "repository failed",
                        sketch().reached("RepoReady")
                                .decided("RepoReady", Known.NO, THEN, "bootstrap")
                                .decided("Completed", Known.NO, THEN, ""),
                        UpgradeAssessment.State.FAILED,
                        Phase.IMAGE_AND_REPO),
                arguments(
                        "preload failed and shows as NodesUpgraded",
                        sketch().reached("NodesPrepared")
                                .decided("NodesUpgraded", Known.NO, THEN, "DeadlineExceeded")
                                .decided("Completed", Known.NO, THEN, ""),
                        UpgradeAssessment.State.FAILED,
                        Phase.PRELOAD),
                arguments(
                        "system services failed",
                        World.failedInSystemServices(),
                        UpgradeAssessment.State.FAILED,
                        Phase.SYSTEM_SERVICES),
                arguments(
                        "nodes failed",
                        sketch().reached("NodesUpgraded")
                                .decided("NodesUpgraded", Known.NO, THEN, "BackoffLimitExceeded")
                                .decided("Completed", Known.NO, THEN, ""),
                        UpgradeAssessment.State.FAILED,
                        Phase.NODES),
                arguments(
                        "controller error while preloading",
                        sketch().reached("NodesPrepared").decided("Completed", Known.NO, THEN, "not found"),
                        UpgradeAssessment.State.FAILED,
                        Phase.PRELOAD),
                arguments(
                        "release not eligible",
                        sketch().reached("NodesPrepared")
                                .without("NodesPrepared")
                                .decided("Completed", Known.NO, THEN, "minimum version"),
                        UpgradeAssessment.State.FAILED,
                        Phase.IMAGE_AND_REPO),
                arguments(
                        "logging timed out",
                        recent().decided("LogReady", Known.NO, THEN, "Timeout")
                                .decided("Completed", Known.NO, THEN, ""),
                        UpgradeAssessment.State.FAILED,
                        Phase.LOGGING),
                arguments(
                        "nodes being upgraded",
                        sketch().reached("NodesUpgraded").node("node-1", "Pre-draining"),
                        UpgradeAssessment.State.RUNNING,
                        Phase.NODES),
                arguments(
                        "only a paused node waits",
                        recent().reached("NodesUpgraded")
                                .node("node-1", "Succeeded")
                                .node("node-2", "Node-upgrade paused")
                                .node("node-3", "Images preloaded"),
                        UpgradeAssessment.State.PAUSED,
                        Phase.NODES),
                arguments(
                        "a paused node while another is at work",
                        recent().reached("NodesUpgraded")
                                .node("node-1", "Post-draining")
                                .node("node-2", "Node-upgrade paused"),
                        UpgradeAssessment.State.RUNNING,
                        Phase.NODES),
                arguments(
                        "between system services and nodes",
                        sketch().reached("NodesUpgraded").without("NodesUpgraded"),
                        UpgradeAssessment.State.RUNNING,
                        Phase.NODES),
                arguments(
                        "single node paused before it begins",
                        recent().reached("NodesUpgraded")
                                .without("NodesUpgraded")
                                .node("node-1", "Node-upgrade paused"),
                        UpgradeAssessment.State.PAUSED,
                        Phase.NODES),
                arguments(
                        "system services",
                        sketch().reached("SystemServicesUpgraded"),
                        UpgradeAssessment.State.RUNNING,
                        Phase.SYSTEM_SERVICES),
                arguments(
                        "preloading",
                        sketch().reached("NodesPrepared"),
                        UpgradeAssessment.State.RUNNING,
                        Phase.PRELOAD),
                arguments(
                        "starting the repository",
                        sketch().reached("RepoReady"),
                        UpgradeAssessment.State.RUNNING,
                        Phase.IMAGE_AND_REPO),
                arguments(
                        "downloading",
                        sketch().reached("ImageReady"),
                        UpgradeAssessment.State.RUNNING,
                        Phase.IMAGE_AND_REPO),
                arguments("logging", sketch().reached("LogReady"), UpgradeAssessment.State.RUNNING, Phase.LOGGING),
                arguments("just created", sketch(), UpgradeAssessment.State.RUNNING, Phase.LOGGING));
    }

    @ParameterizedTest(name = "{0}: {2} in {3}")
    @MethodSource("rows")
    void upgradeIsFoundWhereItsConditionsSay(
            String ignored, UpgradeSketch sketch, UpgradeAssessment.State state, Phase phase) {
        UpgradeAssessment upgrade = assess(World.healthy().upgrade(sketch));

        assertThat(upgrade.state()).isEqualTo(state);
        assertThat(upgrade.phase()).isEqualTo(phase);
        assertThat(upgrade.phases())
                .extracting(PhaseProgress::id)
                .doesNotContain(Phase.DONE)
                .hasSize(6);
    }

    private static UpgradeAssessment assess(World world) {
        return Objects.requireNonNull(world.assess().upgrade());
    }

    private static PhaseProgress phase(UpgradeAssessment upgrade, Phase phase) {
        return upgrade.phases().stream()
                .filter(progress -> progress.id() == phase)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void remnantsOfTheRepositoryMeanCleanupBefore17() {
        World world = World.healthy().upgrade(sketch().succeeded());
        world.remnants.add(World.repositoryMachine());

        assertThat(assess(world).phase()).isEqualTo(Phase.CLEANUP);
    }

    @Test
    void unreadRemnantsLeaveTheCleanupUnknown() {
        World world = World.healthy()
                .upgrade(sketch().succeeded())
                .unread("virtualmachines.kubevirt.io", CoverageStatus.FORBIDDEN);

        assertThat(assess(world).phase()).isEqualTo(Phase.DONE);
        assertThat(phase(assess(world), Phase.CLEANUP).state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void controllerErrorIsToldInItsOwnWords() {
        World world = World.healthy()
                .upgrade(sketch().decided("LogReady", Known.NO, THEN, "Disabled")
                        .decided("Completed", Known.NO, THEN, "versions.harvesterhci.io \"v1.5.1\" not found"));

        assertThat(Phrasebook.english().say(Objects.requireNonNull(assess(world).failure())))
                .contains("versions.harvesterhci.io \"v1.5.1\" not found");
    }

    @Test
    void phaseThatAControllerErrorEndedEndsWithTheUpgrade() {
        UpgradeAssessment upgrade = assess(World.healthy()
                .upgrade(sketch().reached("NodesPrepared")
                        .without("NodesPrepared")
                        .decided("Completed", Known.NO, THEN, "minimum version")));

        assertThat(phase(upgrade, Phase.IMAGE_AND_REPO).state()).isEqualTo(State.FAILED);
        assertThat(phase(upgrade, Phase.IMAGE_AND_REPO).end()).isEqualTo(THEN);
    }

    @Test
    void disabledLoggingIsSkippedAndNotFailed() {
        World world =
                World.healthy().upgrade(sketch().reached("ImageReady").decided("LogReady", Known.NO, THEN, "Disabled"));

        assertThat(phase(assess(world), Phase.LOGGING).state()).isEqualTo(State.SKIPPED);
        assertThat(phase(assess(world), Phase.IMAGE_AND_REPO).start()).isEqualTo(THEN);
    }

    @Test
    void phasesEndWithTheirConditionAndStartWithTheOneBefore() {
        UpgradeAssessment upgrade = assess(World.stoppedBeforeSwap());

        assertThat(phase(upgrade, Phase.LOGGING))
                .isEqualTo(new PhaseProgress(
                        Phase.LOGGING,
                        State.DONE,
                        World.UPGRADE_STARTED,
                        Instant.parse("2025-07-15T08:02:00Z"),
                        Certainty.MEASURED));
        assertThat(phase(upgrade, Phase.IMAGE_AND_REPO))
                .isEqualTo(new PhaseProgress(
                        Phase.IMAGE_AND_REPO,
                        State.DONE,
                        Instant.parse("2025-07-15T08:02:00Z"),
                        Certainty.DERIVED,
                        Instant.parse("2025-07-15T08:13:00Z"),
                        Certainty.MEASURED,
                        null));
        assertThat(phase(upgrade, Phase.IMAGE_AND_REPO).certainty()).isEqualTo(Certainty.DERIVED);
        assertThat(phase(upgrade, Phase.SYSTEM_SERVICES))
                .isEqualTo(new PhaseProgress(
                        Phase.SYSTEM_SERVICES, State.FAILED, World.JOB_STARTED, World.JOB_FAILED, Certainty.MEASURED));
        assertThat(phase(upgrade, Phase.NODES).state()).isEqualTo(State.SKIPPED);
        assertThat(upgrade.startedAt()).isEqualTo(World.UPGRADE_STARTED);
        assertThat(upgrade.endedAt()).isEqualTo(World.JOB_FAILED);
    }

    @Test
    void withoutTheJobTheStartOfPhaseThreeIsDerived() {
        UpgradeAssessment upgrade = assess(World.stoppedBeforeSwap().with(world -> world.jobs.clear()));

        PhaseProgress services = phase(upgrade, Phase.SYSTEM_SERVICES);
        assertThat(services.start()).isEqualTo(Instant.parse("2025-07-15T08:24:50Z"));
        assertThat(services.certainty()).isEqualTo(Certainty.DERIVED);
    }

    @Test
    void runningPhaseHasNoEndAndLaterOnesArePending() {
        UpgradeAssessment upgrade = assess(World.healthy().upgrade(sketch().reached("NodesPrepared")));

        assertThat(phase(upgrade, Phase.PRELOAD).state()).isEqualTo(State.RUNNING);
        assertThat(phase(upgrade, Phase.PRELOAD).end()).isNull();
        assertThat(phase(upgrade, Phase.SYSTEM_SERVICES).state()).isEqualTo(State.PENDING);
        assertThat(phase(upgrade, Phase.CLEANUP).state()).isEqualTo(State.PENDING);
    }

    @Test
    void harvestersOwnLimitsCountBeforeEstimates() {
        World logging = World.healthy().running("v1.7.1").upgrade(recent().reached("LogReady"));
        logging.asOf = World.UPGRADE_STARTED.plus(Duration.ofMinutes(5));
        assertThat(assess(logging).pace()).isEqualTo(Pace.PROGRESSING);
        logging.asOf = World.UPGRADE_STARTED.plus(Duration.ofMinutes(7));
        assertThat(assess(logging).pace()).isEqualTo(Pace.STALLED);

        World preload = World.healthy().upgrade(sketch().reached("NodesPrepared"));
        Instant start = Instant.parse("2025-07-15T08:13:00Z");
        preload.asOf = start.plus(Duration.ofMinutes(61));
        assertThat(assess(preload).pace()).isEqualTo(Pace.SLOW);
        preload.asOf = start.plus(Duration.ofMinutes(182));
        assertThat(assess(preload).pace()).isEqualTo(Pace.STALLED);
    }

    @Test
    void estimatesMakeAnUpgradeSlowAndTenMinutesLaterStalled() {
        World services = World.healthy().upgrade(sketch().reached("SystemServicesUpgraded"));
        PhaseProgress phase = phase(assess(services), Phase.SYSTEM_SERVICES);
        Instant due = Objects.requireNonNull(phase.start()).plus(Duration.ofMinutes(30));
        assertThat(phase.expectedEnd()).isEqualTo(due);

        services.asOf = due;
        assertThat(assess(services).pace()).isEqualTo(Pace.PROGRESSING);
        services.asOf = due.plusSeconds(1);
        assertThat(assess(services).pace()).isEqualTo(Pace.SLOW);
        services.asOf = due.plus(Duration.ofMinutes(10));
        assertThat(assess(services).pace()).isEqualTo(Pace.SLOW);
        services.asOf = due.plus(Duration.ofMinutes(11));
        assertThat(assess(services).pace()).isEqualTo(Pace.STALLED);
    }

    @Test
    void deletedUpgradeIsAbortedWhenTheChartServerMovedOn() {
        UpgradeAssessment upgrade = assess(World.stoppedAfterSwap().with(world -> {
            world.upgrades.clear();
            world.jobs.clear();
        }));

        assertThat(upgrade.state()).isEqualTo(UpgradeAssessment.State.ABORTED);
        assertThat(upgrade.phase()).isEqualTo(Phase.SYSTEM_SERVICES);
        assertThat(upgrade.from()).isEqualTo("v1.4.3");
        assertThat(upgrade.to()).isEqualTo("v1.5.1");
        assertThat(upgrade.phases()).extracting(PhaseProgress::certainty).containsOnly(Certainty.GUESSED);
    }

    @Test
    void earlierUpgradeThatLostItsLabelDoesNotHideTheDeletedOne() {
        World world = World.stoppedAfterSwap().with(it -> it.upgrades.clear());
        world.upgrade(new UpgradeSketch("v1.4.2", "v1.4.3")
                .named("hvst-upgrade-older")
                .succeeded()
                .notLatest());

        UpgradeAssessment upgrade = assess(world);

        assertThat(upgrade.state()).isEqualTo(UpgradeAssessment.State.ABORTED);
        assertThat(upgrade.name()).isEqualTo(World.UPGRADE);
    }

    @Test
    void deletedUpgradeIsAbortedInTheNodePhaseWhenNodesDiffer() {
        World world = World.healthy().running("v1.5.1").swappedTo("v1.5.1");
        world.nodes.set(0, World.node("node-1", "Harvester v1.5.1", "v1.32.4+rke2r1"));

        UpgradeAssessment upgrade = assess(world);

        assertThat(upgrade.state()).isEqualTo(UpgradeAssessment.State.ABORTED);
        assertThat(upgrade.phase()).isEqualTo(Phase.NODES);
        assertThat(upgrade.from()).isEqualTo("v1.4.3");
    }

    @Test
    void noTraceMeansNoUpgrade() {
        assertThat(World.healthy().assess().upgrade()).isNull();
    }

    @Test
    void forbiddenUpgradesAreNotTakenForDeletedOnes() {
        World world = World.stoppedAfterSwap()
                .with(it -> it.upgrades.clear())
                .unread("upgrades.harvesterhci.io", CoverageStatus.FORBIDDEN);

        assertThat(world.assess().upgrade()).isNull();
    }
}
