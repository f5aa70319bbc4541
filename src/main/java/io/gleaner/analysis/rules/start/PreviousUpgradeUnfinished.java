package io.gleaner.analysis.rules.start;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.precheck.UpgradeChecks;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Upgrade;
import java.util.Optional;
import java.util.stream.Stream;

/** P02: an Upgrade that is over, or was never the latest, without a final state label blocks every other one. */
final class PreviousUpgradeUnfinished implements Rule {
    @Override
    public Card card() {
        return Card.of("P02", Severity.WARNING)
                .requiring(Requirement.UPGRADES)
                .known("harvester/harvester pkg/webhook/resources/upgrade", "harvester/harvester#5090");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        Optional<Upgrade> working =
                situation.upgradeGoesOn() ? situation.state().latestUpgrade() : Optional.empty();
        return UpgradeChecks.PREVIOUS_UPGRADE.affected(situation).stream()
                .filter(affected -> working.map(each -> each.metadata().ref())
                        .filter(affected.object()::equals)
                        .isEmpty())
                .map(affected -> Match.of(
                                affected.object(),
                                affected.object().name(),
                                "kubectl delete upgrades.harvesterhci.io -n harvester-system "
                                        + affected.object().name())
                        .proof(new Evidence(affected.object(), affected.message())));
    }
}
