package io.gleaner.analysis.rules.service;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Job;
import io.gleaner.model.PodLog;
import io.gleaner.model.Upgrade;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * S01: every try of {@code upgrade_manifests.sh} failed (harvester#7990, harvester#10805). A new try starts from the top and often
 * stumbles over what the first one left, so it is the first Pod that tells the cause.
 */
final class ScriptFailed implements Rule {
    private static final String CONDITION = "SystemServicesUpgraded";

    @Override
    public Card card() {
        return Card.of("S01", Severity.ERROR)
                .requiring(Requirement.UPGRADES, Requirement.UPGRADE_JOBS, Requirement.UPGRADE_PODS)
                .known("harvester/harvester#7990", "harvester/harvester#10805")
                .offering(Recommendation.RESTART_UPGRADE);
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return situation
                .state()
                .latestUpgrade()
                .filter(upgrade -> upgrade.conditions().isFalse(CONDITION))
                .map(upgrade -> match(situation, upgrade))
                .stream();
    }

    private Match match(Situation situation, Upgrade upgrade) {
        Optional<ManifestLogs> run = ManifestLogs.of(situation)
                .filter(logs -> logs.job()
                        .metadata()
                        .label(Upgrade.UPGRADE_LABEL)
                        .filter(upgrade.name()::equals)
                        .isPresent());
        List<Evidence> quotes = run.stream()
                .flatMap(logs -> logs.logs().stream())
                .flatMap(log -> ManifestLogs.telling(log).map(line -> ManifestLogs.quote(log, line)).stream())
                .toList();
        String first = run.stream()
                .flatMap(logs -> logs.logs().stream().limit(1))
                .flatMap(log -> ManifestLogs.telling(log).stream())
                .map(PodLog.Line::text)
                .map(ManifestLogs::shortened)
                .findFirst()
                .orElse("");
        String condition = upgrade.conditions()
                .find(CONDITION)
                .map(each -> (each.reason() + " " + each.message()).strip())
                .orElse("");
        Match match = Match.of(
                        run.map(logs -> logs.job().metadata().ref())
                                .orElse(upgrade.metadata().ref()),
                        upgrade.name(),
                        run.map(ManifestLogs::job).map(Job::failed).orElse(0),
                        first,
                        "kubectl logs -n harvester-system -l harvesterhci.io/upgrade=" + upgrade.name()
                                + ",harvesterhci.io/upgradeComponent=manifest --prefix --tail=50")
                .since(upgrade.conditions().since(CONDITION))
                .proof(new Evidence(upgrade.metadata().ref(), say("proofCondition", condition)))
                .proof(ends(quotes));
        return first.isEmpty() ? match : match.saying("explanation", "quoted");
    }

    /** The first and the last try; those between repeat the last. */
    private static List<Evidence> ends(List<Evidence> quotes) {
        return quotes.size() <= 2 ? quotes : List.of(quotes.getFirst(), quotes.getLast());
    }
}
