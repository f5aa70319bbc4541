package io.gleaner.analysis.rules;

import io.gleaner.analysis.Phase;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.UpgradeAssessment;
import io.gleaner.analysis.UpgradeAssessment.State;
import io.gleaner.model.Upgrade;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The time after an upgrade, when what it took along for itself should be gone again. While the script works, the upgrade goes
 * on or Harvester still cleans up, all of that is in its place.
 */
public final class Aftermath {
    /** A cleanup retries until it succeeds; done well it takes seconds after a failure. */
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(10);
    /** After a success the old images are removed first, on one node after the other. */
    private static final Duration AFTER_SUCCESS = Duration.ofMinutes(30);

    private static final Set<String> ENDS_OF_SECOND_ENGINE = Set.of("", "Succeeded", "Failed", "CleanedUp");

    private Aftermath() {}

    /** What must have been read to know that it is reached, and what the rule itself looks at. */
    public static Requirement[] andSeen(Requirement... own) {
        return Stream.concat(
                        Stream.of(Requirement.UPGRADES, Requirement.UPGRADE_JOBS, Requirement.UPGRADE_PODS),
                        Stream.of(own))
                .toArray(Requirement[]::new);
    }

    public static boolean isReached(Situation situation) {
        return situation.manifests().active().isNo()
                && !situation.upgradeGoesOn()
                && !cleansUp(situation)
                && situation.state().harvester().upgradePlans().stream()
                        .allMatch(plan -> ENDS_OF_SECOND_ENGINE.contains(plan.currentPhase()));
    }

    private static boolean cleansUp(Situation situation) {
        return situation
                .upgradeIfAny()
                .filter(upgrade -> upgrade.endedAt() != null
                        && upgrade.endedAt()
                                .plus(upgrade.state() == State.SUCCEEDED ? AFTER_SUCCESS : AFTER_FAILURE)
                                .isAfter(situation.state().asOf()))
                .isPresent();
    }

    /** The upgrade that ended before its time: failed, aborted, or with a deletion that does not end. */
    public static Optional<UpgradeAssessment> broken(Situation situation) {
        return isReached(situation)
                ? situation.upgradeIfAny().filter(upgrade -> upgrade.state() != State.SUCCEEDED)
                : Optional.empty();
    }

    public static Optional<UpgradeAssessment> brokenIn(Situation situation, Phase phase) {
        return broken(situation).filter(upgrade -> upgrade.phase() == phase);
    }

    /** What the controller or the script noted at an upgrade for the time after it, newest upgrade first. */
    public static Stream<Upgrade> annotated(Situation situation, String annotation) {
        return situation.state().upgrades().stream()
                .filter(upgrade -> upgrade.metadata().annotation(annotation).isPresent());
    }
}
