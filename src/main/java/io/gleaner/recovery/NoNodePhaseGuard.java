package io.gleaner.recovery;

import io.gleaner.model.Text;
import io.gleaner.model.Upgrade;
import io.gleaner.source.ResourceKind;
import java.util.List;
import java.util.Optional;

/** While nodes are upgraded, Longhorn is meant to wait long before it rebuilds a replica; Harvester puts that back itself. */
record NoNodePhaseGuard() implements Guard {
    @Override
    public Text question() {
        return Text.of("recovery.guard.noNodePhase");
    }

    @Override
    public List<Right> reads(PlanStep step) {
        return List.of(Right.list(ResourceKind.UPGRADE, ManifestScriptGuard.NAMESPACE));
    }

    @Override
    public GuardResult check(LiveFacts facts, PlanStep step) {
        Optional<Upgrade> busy = facts.latestUpgrade().filter(upgrade -> !UpgradeUnderWayGuard.hasEnded(upgrade));
        return busy.map(upgrade -> no(
                        upgrade.metadata().ref(),
                        Text.of(
                                "recovery.guard.noNodePhase.no",
                                upgrade.metadata().ref())))
                .orElseGet(() -> yes(null, Text.of("recovery.guard.noNodePhase.yes")));
    }
}
