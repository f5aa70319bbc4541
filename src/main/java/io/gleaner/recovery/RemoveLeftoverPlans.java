package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Plan;
import io.gleaner.model.Upgrade;
import java.util.List;
import java.util.Optional;

/**
 * The plan {@code remove-leftover-plans}: deletes Plans of the system-upgrade-controller whose upgrade is over. The one
 * {@code upgrade_manifests.sh} makes itself carries no label, so Harvester's cleanup never finds it, and the script of a next
 * try fails when it is there.
 */
final class RemoveLeftoverPlans {
    static final String NAME = "remove-leftover-plans";

    private static final String MADE_BY_THE_SCRIPT = "-skip-restart-rancher-system-agent";

    private RemoveLeftoverPlans() {}

    static PlanOffer offer(PlanRequest request) {
        PlanDraft draft = new PlanDraft(NAME);
        if (request.isScriptAtWork()) {
            return draft.scriptAtWork();
        }
        Optional<Upgrade> working = request.state().upgrades().stream()
                .filter(upgrade -> !UpgradeUnderWayGuard.hasEnded(upgrade))
                .findFirst();
        if (working.isPresent()) {
            return draft.refused("upgradeGoesOn", working.get().metadata().ref());
        }
        List<Plan> leftover = request.state().harvester().plans().stream()
                .filter(plan -> isLeftover(plan, request))
                .toList();
        List<String> known = leftover.stream().map(Plan::name).toList();
        List<String> unknown = request.unknown(known);
        if (!unknown.isEmpty()) {
            return draft.unknown(unknown, known);
        }
        for (Plan plan : leftover) {
            ObjectRef ref = plan.metadata().ref();
            if (!plan.applying().isEmpty()) {
                draft.leaveOut(ref, "applying", plan.applying());
            } else if (request.names().isEmpty() || request.isNamed(plan.name())) {
                draft.step(new RemovePlan(ref, plan.metadata().uid()), draft.text("reason"));
            }
        }
        return draft.offeredOr("none");
    }

    /** Harvester's own cleanup removes the labelled ones; it gets the chance as long as its Upgrade is there. */
    private static boolean isLeftover(Plan plan, PlanRequest request) {
        return plan.name().endsWith(MADE_BY_THE_SCRIPT)
                || plan.metadata()
                        .label(Upgrade.UPGRADE_LABEL)
                        .filter(name -> request.state().upgrades().stream()
                                .noneMatch(upgrade -> upgrade.name().equals(name)))
                        .isPresent();
    }
}
