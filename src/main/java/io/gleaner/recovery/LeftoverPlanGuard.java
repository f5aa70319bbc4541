package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Plan;
import io.gleaner.model.Text;
import io.gleaner.model.Upgrade;
import io.gleaner.source.ResourceKind;
import java.util.List;
import java.util.Optional;

/** The Plan belongs to no upgrade that is under way, and no node is at work for it. */
record LeftoverPlanGuard() implements Guard {
    @Override
    public Text question() {
        return Text.of("recovery.guard.leftoverPlan");
    }

    @Override
    public List<Right> reads(PlanStep step) {
        return List.of(
                Right.list(ResourceKind.UPGRADE, ManifestScriptGuard.NAMESPACE),
                Right.list(ResourceKind.PLAN, step.operation().target().namespace()));
    }

    @Override
    public GuardResult check(LiveFacts facts, PlanStep step) {
        ObjectRef target = step.operation().target();
        Optional<Upgrade> working =
                facts.list(ResourceKind.UPGRADE, ManifestScriptGuard.NAMESPACE, null).upgrades().stream()
                        .filter(upgrade -> !UpgradeUnderWayGuard.hasEnded(upgrade))
                        .findFirst();
        if (working.isPresent()) {
            ObjectRef upgrade = working.get().metadata().ref();
            return no(upgrade, Text.of("recovery.guard.leftoverPlan.upgrade", upgrade));
        }
        List<String> applying = facts.list(ResourceKind.PLAN, target.namespace(), null).harvester().plans().stream()
                .filter(plan -> plan.metadata().ref().equals(target))
                .map(Plan::applying)
                .findFirst()
                .orElse(List.of());
        return applying.isEmpty()
                ? yes(target, Text.of("recovery.guard.leftoverPlan.yes", target))
                : no(target, Text.of("recovery.guard.leftoverPlan.applying", target, applying));
    }
}
