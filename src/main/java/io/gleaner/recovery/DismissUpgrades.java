package io.gleaner.recovery;

import io.gleaner.model.Upgrade;
import java.util.List;

/** The plan {@code dismiss-upgrade}: puts an ended upgrade aside. */
final class DismissUpgrades {
    static final String NAME = "dismiss-upgrade";

    private DismissUpgrades() {}

    static PlanOffer offer(PlanRequest request) {
        PlanDraft draft = new PlanDraft(NAME);
        List<Upgrade> upgrades = request.state().upgrades();
        List<String> known = upgrades.stream().map(Upgrade::name).toList();
        List<String> unknown = request.unknown(known);
        if (!unknown.isEmpty()) {
            return draft.unknown(unknown, known);
        }
        if (request.isScriptAtWork()) {
            return draft.scriptAtWork();
        }
        for (Upgrade upgrade : upgrades) {
            boolean meant = request.names().isEmpty() ? upgrade.isLatest() : request.isNamed(upgrade.name());
            boolean dismissed =
                    "true".equals(upgrade.metadata().label(DismissUpgrade.LABEL).orElse(""));
            if (meant && UpgradeUnderWayGuard.hasEnded(upgrade) && !dismissed) {
                draft.step(
                        new DismissUpgrade(
                                upgrade.metadata().ref(), upgrade.metadata().uid()),
                        draft.text("reason"));
            }
        }
        return draft.offeredOr("none");
    }
}
