package io.gleaner.analysis.rules.leftover;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Aftermath;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Upgrade;
import java.util.stream.Stream;

/**
 * S13: before the node phase Harvester writes {@code rke2-multus.yaml.skip} on every node, so that RKE2 leaves multus alone, and
 * removes it with a second Plan after the end ({@code prepareSkipManifestPlan} in pkg/controller/master/upgrade/common.go). Without
 * the Upgrade object its annotations are gone, and nothing the API shows tells whether the files are still there.
 */
final class SkipManifestsLeft implements Rule {
    private static final String WRITTEN = "harvesterhci.io/apply-skip-rke2-manifests-plan-completed";
    private static final String REMOVED = "harvesterhci.io/remove-skip-rke2-manifests-plan-completed";

    @Override
    public Card card() {
        return Card.of("S13", Severity.WARNING)
                .affecting("≥1.7.2, ≥1.8.0")
                .requiring(Aftermath.andSeen())
                .known("harvester/harvester#10359")
                .offering("remove-leftover-plans");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return Aftermath.isReached(situation)
                ? situation.state().upgrades().stream()
                        .filter(SkipManifestsLeft::awaitsRemoval)
                        .map(upgrade -> match(situation, upgrade))
                : Stream.empty();
    }

    static boolean awaitsRemoval(Upgrade upgrade) {
        return upgrade.metadata().annotation(WRITTEN).isPresent()
                && upgrade.metadata().annotation(REMOVED).isEmpty();
    }

    private Match match(Situation situation, Upgrade upgrade) {
        return Match.of(
                        upgrade.metadata().ref(),
                        upgrade.name(),
                        "rm /var/lib/rancher/rke2/server/manifests/rke2-multus.yaml.skip")
                .proof(say("proofWritten"))
                .proof(situation.state().harvester().plans().stream()
                        .filter(plan -> plan.name().startsWith(upgrade.name() + "-skip-manifests-"))
                        .map(plan -> new Evidence(plan.metadata().ref(), say("proofPlan")))
                        .toList());
    }
}
