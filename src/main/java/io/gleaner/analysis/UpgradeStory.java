package io.gleaner.analysis;

import io.gleaner.analysis.UpgradeAssessment.Engine;
import io.gleaner.analysis.timeline.JobRuns;
import io.gleaner.analysis.timeline.NodeLanes;
import io.gleaner.model.ClusterState;
import io.gleaner.model.HarvesterVersion;
import io.gleaner.model.Job;
import io.gleaner.model.Known;
import io.gleaner.model.Upgrade;
import io.gleaner.model.UpgradePlan;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers question 1 from the Upgrade object, from the UpgradePlan of the second engine, or from the traces of an Upgrade that is
 * gone.
 */
final class UpgradeStory {
    private UpgradeStory() {}

    static @Nullable UpgradeAssessment tell(ClusterState state, RunningVersions versions) {
        Optional<Upgrade> latest = state.latestUpgrade();
        Optional<UpgradePlan> plan = newestPlan(state);
        if (plan.isPresent()
                && latest.filter(upgrade -> outranks(upgrade, plan.get())).isEmpty()) {
            return PlanStory.tell(state, plan.get());
        }
        // An object that lost its label belongs to an earlier upgrade: a later one took over, and may be gone.
        if (latest.filter(Upgrade::isLatest).isEmpty()) {
            Optional<UpgradeAssessment> traces = UpgradeTraces.read(state, versions);
            if (traces.isPresent()) {
                return traces.get();
            }
        }
        return latest.map(upgrade -> tell(state, versions, upgrade)).orElse(null);
    }

    private static Optional<UpgradePlan> newestPlan(ClusterState state) {
        return state.harvester().upgradePlans().stream()
                .max(Comparator.comparing((UpgradePlan plan) -> !plan.isFinished())
                        .thenComparing(plan -> orEpoch(plan.metadata().created())));
    }

    /** What goes on before what is over; among equals the newer one. */
    private static boolean outranks(Upgrade upgrade, UpgradePlan plan) {
        boolean upgradeGoesOn = upgrade.isLatest() && !isDecided(upgrade);
        if (upgradeGoesOn == plan.isFinished()) {
            return upgradeGoesOn;
        }
        return orEpoch(upgrade.metadata().created())
                .isAfter(orEpoch(plan.metadata().created()));
    }

    private static boolean isDecided(Upgrade upgrade) {
        return upgrade.conditions().status(PhaseDetector.COMPLETED) != Known.UNKNOWN;
    }

    private static Instant orEpoch(@Nullable Instant time) {
        return time == null ? Instant.EPOCH : time;
    }

    /** What one Upgrade object says, whether it is the latest or not. */
    static UpgradeAssessment tell(ClusterState state, RunningVersions versions, Upgrade upgrade) {
        Known cleanedUp = Cleanup.isDone(state, versions, upgrade);
        PhaseDetector.Position position = PhaseDetector.locate(upgrade, cleanedUp);
        Optional<Job> job = ManifestWork.jobOf(state, upgrade.name());
        Pacing pacing = new Pacing(
                state.asOf(),
                NodeLanes.of(state, JobRuns.of(state, upgrade.name()), upgrade.nodes()),
                loggingTimesOut(versions, upgrade));
        List<PhaseProgress> phases = Timeline.of(upgrade, position, cleanedUp, job);
        if (position.state() != UpgradeAssessment.State.PAUSED) {
            phases = pacing.expect(phases);
        }
        Progress progress = new Progress(upgrade, position, pacing);
        return new UpgradeAssessment(
                upgrade.name(),
                Engine.V1,
                upgrade.previousVersion(),
                upgrade.target(),
                position.state(),
                position.phase(),
                progress.pace(phases),
                upgrade.metadata().created(),
                completed(upgrade),
                AutoResumeAnswer.of(state, versions, upgrade, position, cleanedUp),
                phases,
                progress.nodes(NodeWait.of(state, upgrade)),
                position.failure(),
                position.state() == UpgradeAssessment.State.PAUSED ? null : pacing.worryAfter(phases));
    }

    private static boolean loggingTimesOut(RunningVersions versions, Upgrade upgrade) {
        return versions.controller()
                .or(() -> HarvesterVersion.parse(upgrade.previousVersion()))
                .filter(version -> version.isAtLeast("1.7.0"))
                .isPresent();
    }

    private static @Nullable Instant completed(Upgrade upgrade) {
        return isDecided(upgrade)
                ? upgrade.conditions().since(PhaseDetector.COMPLETED).orElse(null)
                : null;
    }
}
