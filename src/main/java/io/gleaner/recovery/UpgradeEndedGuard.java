package io.gleaner.recovery;

import io.gleaner.model.Text;
import io.gleaner.model.Upgrade;
import io.gleaner.source.ResourceKind;
import java.util.List;
import java.util.Optional;

/** Only an upgrade that has succeeded or failed may be put aside. */
record UpgradeEndedGuard() implements Guard {
    @Override
    public Text question() {
        return Text.of("recovery.guard.upgradeEnded");
    }

    @Override
    public List<Right> reads(PlanStep step) {
        return List.of(Right.list(ResourceKind.UPGRADE, ManifestScriptGuard.NAMESPACE));
    }

    @Override
    public GuardResult check(LiveFacts facts, PlanStep step) {
        var target = step.operation().target();
        Optional<Upgrade> upgrade =
                facts.list(ResourceKind.UPGRADE, ManifestScriptGuard.NAMESPACE, null).upgrades().stream()
                        .filter(each -> each.metadata().ref().equals(target))
                        .findFirst();
        return upgrade.filter(UpgradeUnderWayGuard::hasEnded).isPresent()
                ? yes(target, Text.of("recovery.guard.upgradeEnded.yes", target))
                : no(target, Text.of("recovery.guard.upgradeEnded.no", target));
    }
}
