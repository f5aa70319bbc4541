package io.gleaner.recovery;

import io.gleaner.model.Addon;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Upgrade;
import java.util.List;

/**
 * The plan {@code reset-addon}: switches add-ons whose operation failed off and on again, and the descheduler on that an
 * upgrade switched off and did not switch on.
 */
final class ResetAddon {
    static final String NAME = "reset-addon";

    private static final String DESCHEDULER = "descheduler";
    private static final String SWITCHED_OFF = "harvesterhci.io/reenable-descheduler-addon";

    private ResetAddon() {}

    static PlanOffer offer(PlanRequest request) {
        PlanDraft draft = new PlanDraft(NAME);
        if (request.isScriptAtWork()) {
            return draft.scriptAtWork();
        }
        List<Addon> addons = request.state().harvester().addons();
        List<String> known = addons.stream().map(Addon::name).toList();
        List<String> unknown = request.unknown(known);
        if (!unknown.isEmpty()) {
            return draft.unknown(unknown, known);
        }
        addons.forEach(addon -> add(draft, request, addon));
        return draft.offeredOr("notNeeded", known);
    }

    private static void add(PlanDraft draft, PlanRequest request, Addon addon) {
        ObjectRef ref = addon.metadata().ref();
        String uid = addon.metadata().uid();
        if (!addon.enabled()) {
            if (isOwedByUpgrade(addon, request)) {
                draft.step(new EnableAddon(ref, uid), draft.text("reason.owed"));
            } else if (request.isNamed(addon.name())) {
                draft.leaveOut(ref, "off");
            }
            return;
        }
        boolean failed = addon.conditions().isTrue("OperationFailed") || request.isOfferedFor(NAME, ref);
        if (request.names().isEmpty() ? !failed : !request.isNamed(addon.name())) {
            return;
        }
        if (addon.conditions().isTrue("InProgress")) {
            draft.leaveOut(ref, "busy", addon.state());
            return;
        }
        draft.step(new DisableAddon(ref, uid), draft.text("reason"));
        draft.then(new EnableAddon(ref, uid), draft.text("reason.again"));
    }

    private static boolean isOwedByUpgrade(Addon addon, PlanRequest request) {
        return addon.name().equals(DESCHEDULER)
                && (request.names().isEmpty() || request.isNamed(addon.name()))
                && request.state()
                        .latestUpgrade()
                        .filter(UpgradeUnderWayGuard::hasEnded)
                        .map(Upgrade::metadata)
                        .flatMap(metadata -> metadata.annotation(SWITCHED_OFF))
                        .isPresent();
    }
}
