package io.gleaner.recovery;

import io.gleaner.model.Text;
import io.gleaner.model.Upgrade;
import io.gleaner.source.ResourceKind;
import java.util.List;

/** The Upgrade is the one Harvester works on, and it has neither ended nor is it being deleted. */
record UpgradeUnderWayGuard() implements Guard {
    @Override
    public Text question() {
        return Text.of("recovery.guard.upgradeUnderWay");
    }

    @Override
    public List<Right> reads(PlanStep step) {
        return List.of(Right.list(ResourceKind.UPGRADE, ManifestScriptGuard.NAMESPACE));
    }

    @Override
    public GuardResult check(LiveFacts facts, PlanStep step) {
        var target = step.operation().target();
        return facts.latestUpgrade()
                .filter(upgrade -> upgrade.metadata().ref().equals(target) && isUnderWay(upgrade))
                .map(upgrade -> yes(target, Text.of("recovery.guard.upgradeUnderWay.yes", target)))
                .orElseGet(() -> no(target, Text.of("recovery.guard.upgradeUnderWay.no", target)));
    }

    static boolean isUnderWay(Upgrade upgrade) {
        return upgrade.metadata().deleting() == null && !hasEnded(upgrade);
    }

    static boolean hasEnded(Upgrade upgrade) {
        return upgrade.conditions().isTrue("Completed") || upgrade.conditions().isFalse("Completed");
    }
}
