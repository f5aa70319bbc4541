package io.gleaner.analysis.rules.start;

import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Upgrade;
import java.util.List;
import java.util.stream.Stream;

/** P11: Harvester's version guard refuses this path. The texts are those of harvester/go-common {@code version/error.go}. */
final class VersionNotEligible implements Rule {
    private static final List<String> REFUSALS = List.of(
            "current version does not meet minimum upgrade requirement",
            "downgrading is prohibited",
            "upgrading from dev versions to non-dev versions is prohibited",
            "cross-version upgrades from/to any prerelease version are prohibited");

    @Override
    public Card card() {
        return Card.of("P11", Severity.ERROR)
                .requiring(Requirement.UPGRADES)
                .known("harvester/go-common version", "docs: Upgrade support matrix");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return Beginning.latest(situation)
                .filter(upgrade -> upgrade.conditions().isFalse(Beginning.COMPLETED))
                .filter(upgrade -> REFUSALS.stream().anyMatch(Beginning.words(upgrade, Beginning.COMPLETED)::contains))
                .map(VersionNotEligible::match);
    }

    private static Match match(Upgrade upgrade) {
        return Match.of(
                        upgrade.metadata().ref(),
                        upgrade.previousVersion().isEmpty() ? "–" : upgrade.previousVersion(),
                        upgrade.target().isEmpty() ? "–" : upgrade.target(),
                        Beginning.words(upgrade, Beginning.COMPLETED))
                .since(upgrade.conditions().since(Beginning.COMPLETED))
                .proof(Beginning.condition(upgrade, Beginning.COMPLETED));
    }
}
