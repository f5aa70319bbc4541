package io.gleaner.analysis.rules.start;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.precheck.UpgradeChecks;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Text;
import io.gleaner.model.Upgrade;
import java.time.Duration;
import java.util.stream.Stream;

/** P03: the cleanup of an upgrade that is over does not get done; it blocks the next upgrade and the resuming of charts. */
final class UpgradeCleanupBlocked implements Rule {
    /** A cleanup takes minutes; the removal of old images, which comes before it, as long as the slowest node. */
    private static final Duration CLEANUP = Duration.ofMinutes(30);

    @Override
    public Card card() {
        return Card.of("P03", Severity.ERROR)
                .affecting("≥1.7.0")
                .requiring(Requirement.UPGRADES)
                .known("harvester/harvester pkg/controller/master/upgrade")
                .offering("ask-support");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return UpgradeChecks.UPGRADE_CLEANUP.affected(situation).stream()
                .flatMap(affected -> situation.state().upgrades().stream()
                        .filter(upgrade -> upgrade.metadata().ref().equals(affected.object())))
                .filter(upgrade -> !upgrade.conditions().isPending(Beginning.COMPLETED))
                .filter(upgrade -> Beginning.olderThan(
                        situation,
                        upgrade.conditions().since(Beginning.COMPLETED).orElse(null),
                        CLEANUP))
                .map(UpgradeCleanupBlocked::match);
    }

    private static Match match(Upgrade upgrade) {
        return Match.of(
                        upgrade.metadata().ref(),
                        upgrade.name(),
                        "kubectl logs -n harvester-system deployment/harvester | grep " + upgrade.name())
                .since(upgrade.conditions().since(Beginning.COMPLETED))
                .proof(
                        new Evidence(upgrade.metadata().ref(), Text.of("precheck.upgrade-cleanup.pending")),
                        Beginning.condition(upgrade, Beginning.COMPLETED));
    }
}
