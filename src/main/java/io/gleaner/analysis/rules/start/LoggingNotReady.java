package io.gleaner.analysis.rules.start;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.precheck.UpgradeChecks;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Conditions;
import io.gleaner.model.Upgrade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * P07: the infrastructure that collects the logs of an upgrade does not come up. Up to v1.6 the upgrade waits for it for ever
 * (harvester#7955, #4927); from v1.7.0 on it fails with reason {@code Timeout} after {@code logReadyTimeout}, 5 minutes by default.
 */
final class LoggingNotReady implements Rule {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Override
    public Card card() {
        return Card.of("P07", Severity.ERROR)
                .requiring(Requirement.UPGRADES)
                .known("harvester/harvester#7955", "harvester/harvester#4927")
                .offering("stop-upgrade");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return Beginning.latest(situation)
                .filter(upgrade -> waits(situation, upgrade) || timedOut(upgrade.conditions()))
                .map(upgrade -> match(situation, upgrade));
    }

    private static boolean waits(Situation situation, Upgrade upgrade) {
        return upgrade.conditions().isPending(Beginning.LOG_READY)
                && upgrade.conditions().isPending(Beginning.COMPLETED)
                && Beginning.olderThan(situation, upgrade.metadata().created(), PATIENCE);
    }

    private static boolean timedOut(Conditions conditions) {
        return conditions.isFalse(Beginning.COMPLETED)
                && conditions
                        .find(Beginning.LOG_READY)
                        .filter(condition ->
                                condition.status().isNo() && condition.reason().equals("Timeout"))
                        .isPresent();
    }

    private static Match match(Situation situation, Upgrade upgrade) {
        boolean waits = upgrade.conditions().isPending(Beginning.LOG_READY);
        Instant since = waits
                ? upgrade.metadata().created()
                : upgrade.conditions().since(Beginning.LOG_READY).orElse(null);
        Match match = Match.of(
                        upgrade.metadata().ref(),
                        upgrade.name(),
                        "kubectl delete upgrades.harvesterhci.io -n harvester-system " + upgrade.name())
                .since(since)
                .proof(Beginning.condition(upgrade, Beginning.LOG_READY))
                .proof(operator(situation))
                .proof(Beginning.troubles(situation.state().pods().stream()
                        .filter(pod -> "cattle-logging-system"
                                        .equals(pod.metadata().ref().namespace())
                                || pod.name().startsWith(upgrade.upgradeLog())
                                        && !upgrade.upgradeLog().isEmpty())));
        return waits ? match : match.saying("explanation", "timeout").offering(List.of("restart-upgrade"));
    }

    /** The operator's chart, where the upgrade had to install it. */
    private static List<Evidence> operator(Situation situation) {
        return situation.state().managedCharts().stream()
                .filter(UpgradeChecks::isLogChart)
                .flatMap(chart -> chart.conditions().all().stream()
                        .filter(condition -> condition.status().isNo())
                        .map(condition -> new Evidence(chart.metadata().ref(), Beginning.says(condition))))
                .toList();
    }
}
