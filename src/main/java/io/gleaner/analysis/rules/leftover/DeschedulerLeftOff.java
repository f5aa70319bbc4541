package io.gleaner.analysis.rules.leftover;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Aftermath;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Addon;
import io.gleaner.model.Upgrade;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * N19: the node phase switched the descheduler off and noted at the Upgrade to switch it on again
 * ({@code addUpgradeLabelToDeschedulerAddons} in upgrade_controller.go).
 */
final class DeschedulerLeftOff implements Rule {
    private static final String NOTED = "harvesterhci.io/reenable-descheduler-addon";

    @Override
    public Card card() {
        return Card.of("N19", Severity.WARNING)
                .affecting("≥1.7.0")
                .requiring(Aftermath.andSeen(Requirement.ADDONS))
                .offering("reset-addon");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        Optional<Upgrade> noting = Aftermath.annotated(situation, NOTED)
                .filter(Upgrade::isLatest)
                .filter(_ -> Aftermath.isReached(situation))
                .findFirst();
        return noting.stream()
                .flatMap(upgrade -> situation.state().harvester().addon("descheduler").stream()
                        .filter(addon -> !addon.enabled())
                        .map(addon -> match(addon, upgrade)));
    }

    private Match match(Addon addon, Upgrade upgrade) {
        return Match.of(
                        addon.metadata().ref(),
                        "kubectl patch addons.harvesterhci.io -n kube-system descheduler --type=merge -p "
                                + "'{\"spec\":{\"enabled\":true}}'")
                .proof(say("proofOff"))
                .proof(new Evidence(upgrade.metadata().ref(), say("proofNoted")));
    }
}
