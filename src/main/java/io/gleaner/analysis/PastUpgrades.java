package io.gleaner.analysis;

import io.gleaner.analysis.UpgradeAssessment.Engine;
import io.gleaner.analysis.UpgradeAssessment.State;
import io.gleaner.analysis.timeline.PastUpgrade;
import io.gleaner.model.Known;
import io.gleaner.model.Upgrade;
import io.gleaner.model.UpgradePlan;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The upgrades on record besides the one question 1 is about. */
final class PastUpgrades {
    private PastUpgrades() {}

    /** Newest first. */
    static List<PastUpgrade> of(Situation situation) {
        UpgradeAssessment told = situation.upgrade();
        return Stream.concat(
                        situation.state().upgrades().stream().map(PastUpgrades::past),
                        situation.state().harvester().upgradePlans().stream().map(plan -> past(situation, plan)))
                .filter(past -> told == null
                        || told.engine() != past.engine()
                        || !told.name().equals(past.name()))
                .sorted(Comparator.comparing(PastUpgrade::started, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .reversed())
                .toList();
    }

    private static PastUpgrade past(Upgrade upgrade) {
        State state = PhaseDetector.locate(upgrade, Known.YES).state();
        boolean decided = upgrade.conditions().status(PhaseDetector.COMPLETED) != Known.UNKNOWN;
        return new PastUpgrade(
                upgrade.name(),
                Engine.V1,
                upgrade.previousVersion(),
                upgrade.target(),
                // The controller acts on the latest only: an earlier one that has no end will have none.
                decided || upgrade.isLatest() ? state : State.ABORTED,
                upgrade.metadata().created(),
                decided ? upgrade.conditions().since(PhaseDetector.COMPLETED).orElse(null) : null);
    }

    private static PastUpgrade past(Situation situation, UpgradePlan plan) {
        return new PastUpgrade(
                plan.name(),
                Engine.V2,
                plan.previousVersion(),
                plan.target(),
                PlanStory.standing(situation.state(), plan),
                plan.metadata().created(),
                plan.finished().orElse(null));
    }
}
