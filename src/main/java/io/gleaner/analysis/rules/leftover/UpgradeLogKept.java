package io.gleaner.analysis.rules.leftover;

import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Aftermath;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.UpgradeLog;
import java.util.stream.Stream;

/**
 * N20: the log of an upgrade is kept by design until the upgrade is dismissed; until then its volume is in use, which keeps the
 * storage network from being changed (harvester#9599, harvester#4222).
 */
final class UpgradeLogKept implements Rule {
    @Override
    public Card card() {
        return Card.of("N20", Severity.INFO)
                .requiring(Aftermath.andSeen(Requirement.UPGRADE_LOGS))
                .known("harvester/harvester#9599", "harvester/harvester#4222")
                .offering("dismiss-upgrade");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return Aftermath.isReached(situation)
                ? situation.state().upgradeLogs().stream()
                        .map(log -> match(situation, log).proof(say("proofLog", log.upgradeName())))
                : Stream.empty();
    }

    private static Match match(Situation situation, UpgradeLog log) {
        boolean orphan = situation.state().upgrades().stream()
                .noneMatch(upgrade -> upgrade.name().equals(log.upgradeName()));
        Match found = Match.of(
                        log.metadata().ref(),
                        log.upgradeName(),
                        orphan
                                ? "kubectl delete upgradelogs.harvesterhci.io -n harvester-system "
                                        + log.metadata().name()
                                : "kubectl label upgrades.harvesterhci.io -n harvester-system " + log.upgradeName()
                                        + " harvesterhci.io/read-message=true")
                .since(log.metadata().created());
        return orphan
                ? found.at(Severity.WARNING).saying("explanation", "orphan").saying("advice", "orphan")
                : found;
    }
}
