package io.gleaner.analysis;

import io.gleaner.model.ClusterState;
import io.gleaner.model.HarvesterVersion;
import io.gleaner.model.Known;
import io.gleaner.model.Upgrade;
import java.util.Optional;

/**
 * Whether Harvester finished cleaning up behind an upgrade. From v1.7.0 on the controller says so in a label; before, only the
 * repository's VirtualMachine and image tell, by being gone.
 */
final class Cleanup {
    private Cleanup() {}

    static Known isDone(ClusterState state, RunningVersions versions, Upgrade upgrade) {
        Optional<String> label = upgrade.metadata().label(Upgrade.CLEANUP_LABEL);
        if (label.isPresent()) {
            return Known.of(label.get().equals("Succeeded"));
        }
        if (cleaningController(versions, upgrade)
                .filter(version -> version.isAtLeast("1.7.0"))
                .isPresent()) {
            return Known.NO;
        }
        boolean left = state.upgradeRemnants().stream()
                .anyMatch(remnant -> remnant.upgradeName().equals(upgrade.name())
                        && remnant.metadata().ref().kind().startsWith("VirtualMachine"));
        if (left) {
            return Known.NO;
        }
        return Requirement.REPOSITORY_MACHINES.isMet(state) && Requirement.REPOSITORY_IMAGES.isMet(state)
                ? Known.YES
                : Known.UNKNOWN;
    }

    /** After a success the target's controller cleans up, after a failure the one that happens to run. */
    private static Optional<HarvesterVersion> cleaningController(RunningVersions versions, Upgrade upgrade) {
        return upgrade.conditions().isTrue(PhaseDetector.COMPLETED)
                ? HarvesterVersion.parse(upgrade.target()).or(versions::controller)
                : versions.controller();
    }
}
