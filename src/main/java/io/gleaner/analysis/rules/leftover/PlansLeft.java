package io.gleaner.analysis.rules.leftover;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Aftermath;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Plan;
import io.gleaner.model.Upgrade;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * S14: Plans of an upgrade that is over. They run again on every node that joins, and ask for a repository that is gone. The
 * cleanup deletes them by label, so a blocked cleanup leaves them.
 */
final class PlansLeft implements Rule {
    @Override
    public Card card() {
        return Card.of("S14", Severity.WARNING)
                .requiring(Aftermath.andSeen(Requirement.PLANS))
                .known("harvester/harvester#3299")
                .offering("remove-leftover-plans");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        List<Plan> left = situation.state().harvester().plans().stream()
                .filter(plan -> plan.metadata()
                        .label(Upgrade.UPGRADE_LABEL)
                        .filter(upgrade -> !stillNeeded(situation, plan, upgrade))
                        .isPresent())
                .toList();
        if (left.isEmpty() || !Aftermath.isReached(situation)) {
            return Stream.empty();
        }
        return Stream.of(Match.of(
                        left.getFirst().metadata().ref(),
                        left.size(),
                        left.stream().map(Plan::name).toList(),
                        "kubectl delete plans.upgrade.cattle.io -n cattle-system "
                                + left.stream().map(Plan::name).collect(Collectors.joining(" ")))
                .proof(left.stream().map(this::evidence).toList()));
    }

    /** The one that removes skip files, while they may be there (S13). */
    private static boolean stillNeeded(Situation situation, Plan plan, String upgrade) {
        return plan.name().equals(upgrade + "-skip-manifests-remove")
                && situation.state().upgrades().stream()
                        .anyMatch(each -> each.name().equals(upgrade) && SkipManifestsLeft.awaitsRemoval(each));
    }

    private Evidence evidence(Plan plan) {
        return new Evidence(
                plan.metadata().ref(),
                say("proofPlan", plan.metadata().label(Upgrade.UPGRADE_LABEL).orElse("")));
    }
}
