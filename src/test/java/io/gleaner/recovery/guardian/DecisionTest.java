package io.gleaner.recovery.guardian;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.World;
import io.gleaner.analysis.World.Chart;
import io.gleaner.analysis.World.UpgradeSketch;
import io.gleaner.model.Known;
import io.gleaner.model.Text;
import io.gleaner.recovery.RecoveryPlan.LeftOut;
import io.gleaner.recovery.guardian.PauseMemory.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private static final Instant BEFORE_UPGRADE = World.UPGRADE_STARTED.minus(Duration.ofDays(1));

    /** Four charts left paused, and managedFields show that it was the script. */
    private static World stopped() {
        return World.stoppedBeforeSwap().charts(DecisionTest::pausedByScript);
    }

    private static void pausedByScript(Chart chart) {
        chart.writtenBy("kubectl-patch", World.JOB_STARTED.plusSeconds(60));
    }

    private static Decision decision(Assessment assessment) {
        return Decision.of(assessment, PauseMemory.EMPTY.seeing(assessment));
    }

    private static List<String> resumed(Decision decision) {
        return decision instanceof Decision.Resume(var plan)
                ? plan.steps().stream()
                        .map(step -> step.operation().target().name())
                        .toList()
                : List.of();
    }

    private static List<String> reasons(List<LeftOut> left) {
        return left.stream().map(LeftOut::reason).map(Text::key).toList();
    }

    @Test
    void whatAnUpgradeLeftPausedIsResumedInOrder() {
        assertThat(resumed(decision(stopped().assess())))
                .containsExactly("harvester-crd", "harvester", "rancher-monitoring-crd", "rancher-logging-crd");
    }

    @Test
    void nothingIsDoneWhileTheScriptWorks() {
        assertThat(decision(stopped().manifestJob(World.runningJob()).assess())).isInstanceOf(Decision.Rest.class);
    }

    @Test
    void nothingIsDoneWhileTheUpgradeIsBeingCancelled() {
        World world = stopped()
                .with(it -> it.upgrades.clear())
                .upgrade(World.failedInSystemServices().deleting(World.AS_OF.minusSeconds(30)));

        assertThat(decision(world.assess())).isInstanceOf(Decision.Rest.class);
    }

    @Test
    void nothingIsDoneWhileHarvesterIsExpectedToDoItItself() {
        Instant justNow = World.AS_OF.minusSeconds(60);
        World world = World.healthy()
                .running("v1.6.1")
                .charts(Chart::pause)
                .with(it -> it.logs.add(World.log()))
                .upgrade(new UpgradeSketch("v1.6.0", "v1.6.1")
                        .reached("SystemServicesUpgraded")
                        .decided("SystemServicesUpgraded", Known.NO, justNow, "BackoffLimitExceeded")
                        .decided("Completed", Known.NO, justNow, ""))
                .manifestJob(World.failedJob())
                .charts(DecisionTest::pausedByScript);

        assertThat(decision(world.assess())).isInstanceOf(Decision.Rest.class);
    }

    @Test
    void chartsThatDoNotResolveAreLeft() {
        assertThat(resumed(decision(World.stoppedAfterSwap().assess()))).isEmpty();
    }

    @Test
    void aHealthyClusterLetsTheGuardianRest() {
        assertThat(decision(World.healthy().assess())).isInstanceOf(Decision.Rest.class);
    }

    @Test
    void aPauseThatBeganBeforeOurEyesOutsideAnUpgradeIsSomebodysOwn() {
        Assessment assessment = stopped().assess();
        String uid =
                assessment.chart("harvester").orElseThrow().subject().metadata().uid();
        PauseMemory memory = new PauseMemory(Map.of("harvester", new Sighting(uid, true, BEFORE_UPGRADE, true, "")));

        Decision decision = Decision.of(assessment, memory.seeing(assessment));

        assertThat(resumed(decision)).isNotEmpty().doesNotContain("harvester");
        assertThat(((Decision.Resume) decision).plan().leftOut())
                .extracting(left -> left.object().name())
                .contains("harvester");
    }

    @Test
    void aChartMadeAnewIsNotTheOneThatWasSeen() {
        Assessment assessment = stopped().assess();
        PauseMemory memory =
                new PauseMemory(Map.of("harvester", new Sighting("another", true, BEFORE_UPGRADE, true, "")));

        assertThat(resumed(Decision.of(assessment, memory.seeing(assessment)))).contains("harvester");
    }

    @Test
    void thatAChartWasUnPausedBeforeNobodyLookedProvesNothing() {
        Assessment healthy = World.healthy().assess();

        assertThat(PauseMemory.EMPTY.seeing(healthy).lasting()).isEqualTo(PauseMemory.EMPTY);
    }

    @Test
    void aPauseThatBeginsDuringAnUpgradeIsRememberedWithIt() {
        World world = World.healthy()
                .upgrade(new UpgradeSketch("v1.4.3", "v1.5.1").reached("SystemServicesUpgraded"))
                .manifestJob(World.runningJob());
        PauseMemory before = PauseMemory.EMPTY.seeing(world.assess());

        PauseMemory after = before.seeing(world.chart("harvester", Chart::pause).assess());

        assertThat(after.charts().get("harvester"))
                .extracting(Sighting::beginningSeen, Sighting::upgrade)
                .containsExactly(true, World.UPGRADE);
    }

    @Test
    void aGuessIsNotEnoughToActUponAlone() {
        World world = World.stoppedBeforeSwap();

        Decision decision = decision(world.assess());

        assertThat(decision).isInstanceOf(Decision.Leave.class);
        assertThat(reasons(((Decision.Leave) decision).charts())).contains("recovery.guardian.leave.guessed");
    }
}
