package io.gleaner.recovery;

import io.gleaner.model.Text;
import io.gleaner.model.Upgrade;
import io.gleaner.source.ResourceKind;
import java.util.List;
import java.util.Optional;

/**
 * The newest Upgrade must be neither in its system services phase, where charts are paused on purpose, nor on its way out.
 *
 * <p>An Upgrade that is being deleted is waited for, in whatever phase it was. Harvester's cleanup runs before the object
 * goes, from 1.5.1 on it un-pauses the charts itself, and only after the object is gone does the garbage collector stop a
 * script that still runs, which until then may pause charts again. The order of the documentation is the same: delete the
 * Upgrade, and when it is gone look at the charts.
 */
record SystemServicesGuard() implements Guard {
    private static final String PHASE = "UpgradingSystemServices";

    @Override
    public Text question() {
        return Text.of("recovery.guard.systemServices");
    }

    @Override
    public List<Right> reads(PlanStep step) {
        return List.of(Right.list(ResourceKind.UPGRADE, ManifestScriptGuard.NAMESPACE));
    }

    @Override
    public GuardResult check(LiveFacts facts, PlanStep step) {
        Optional<Upgrade> latest = facts.list(ResourceKind.UPGRADE, ManifestScriptGuard.NAMESPACE, null)
                .latestUpgrade();
        if (latest.isEmpty()) {
            return new GuardResult(question(), true, null, Text.of("recovery.guard.systemServices.none"));
        }
        Upgrade upgrade = latest.get();
        if (upgrade.metadata().deleting() != null) {
            return answer(upgrade, false, "recovery.guard.systemServices.deleting");
        }
        return isInPhase(upgrade)
                ? answer(upgrade, false, "recovery.guard.systemServices.running")
                : answer(upgrade, true, "recovery.guard.systemServices.past");
    }

    private static boolean isInPhase(Upgrade upgrade) {
        boolean labelled = upgrade.metadata()
                .label(Upgrade.STATE_LABEL)
                .filter(PHASE::equals)
                .isPresent();
        boolean ended =
                upgrade.conditions().isTrue("Completed") || upgrade.conditions().isFalse("Completed");
        return labelled || (!ended && upgrade.conditions().isPending("SystemServicesUpgraded"));
    }

    private GuardResult answer(Upgrade upgrade, boolean passed, String key) {
        return new GuardResult(
                question(),
                passed,
                upgrade.metadata().ref(),
                Text.of(
                        key,
                        upgrade.metadata().ref(),
                        upgrade.metadata().label(Upgrade.STATE_LABEL).orElse("–")));
    }
}
