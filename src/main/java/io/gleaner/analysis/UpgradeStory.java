package io.gleaner.analysis;

import io.gleaner.analysis.UpgradeAssessment.Engine;
import io.gleaner.model.ClusterState;
import io.gleaner.model.Job;
import io.gleaner.model.Known;
import io.gleaner.model.Upgrade;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers question 1 from the Upgrade object, or from its traces when the object is gone. */
final class UpgradeStory {
    private UpgradeStory() {}

    static @Nullable UpgradeAssessment tell(ClusterState state, RunningVersions versions) {
        Optional<Upgrade> latest = state.latestUpgrade();
        // An object that lost its label belongs to an earlier upgrade: a later one took over, and may be gone.
        if (latest.filter(Upgrade::isLatest).isEmpty()) {
            Optional<UpgradeAssessment> traces = UpgradeTraces.read(state, versions);
            if (traces.isPresent()) {
                return traces.get();
            }
        }
        return latest.map(upgrade -> fromObject(state, versions, upgrade)).orElse(null);
    }

    private static UpgradeAssessment fromObject(ClusterState state, RunningVersions versions, Upgrade upgrade) {
        Known cleanedUp = Cleanup.isDone(state, versions, upgrade);
        PhaseDetector.Position position = PhaseDetector.locate(upgrade, cleanedUp);
        Optional<Job> job = ManifestWork.jobOf(state, upgrade.name());
        List<PhaseProgress> phases = Timeline.of(upgrade, position, cleanedUp, job);
        Progress progress = new Progress(state, upgrade, position);
        return new UpgradeAssessment(
                upgrade.name(),
                Engine.V1,
                upgrade.previousVersion(),
                upgrade.target(),
                position.state(),
                position.phase(),
                progress.pace(startOf(position.phase(), phases), versions),
                upgrade.metadata().created(),
                completed(upgrade),
                AutoResumeAnswer.of(state, versions, upgrade, position, cleanedUp),
                phases,
                progress.nodes(),
                position.failure());
    }

    private static @Nullable Instant startOf(Phase phase, List<PhaseProgress> phases) {
        for (PhaseProgress progress : phases) {
            if (progress.id() == phase) {
                return progress.start();
            }
        }
        return null;
    }

    private static @Nullable Instant completed(Upgrade upgrade) {
        return upgrade.conditions().status(PhaseDetector.COMPLETED) == Known.UNKNOWN
                ? null
                : upgrade.conditions().since(PhaseDetector.COMPLETED).orElse(null);
    }
}
