package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.HelmRelease;
import io.gleaner.model.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * C11: the Helm release of Fleet itself stays pending, and the script waits for it without an end. Scripts from v1.8.0 on roll
 * it back after five minutes (harvester#7246, harvester#9738, harvester#9680, harvester PR #9934).
 */
final class FleetReleaseLocked implements Rule {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    @Override
    public Card card() {
        return Card.of("C11", Severity.ERROR)
                .affecting("1.3.2→1.8.0")
                .requiring(Requirement.SECRETS, Requirement.PODS)
                .known(
                        "harvester/harvester#7246",
                        "harvester/harvester#9738",
                        "harvester/harvester#9680",
                        "docs: Upgrade from v1.6 to v1.7")
                .explaining("C09", "C24");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        List<HelmRelease> revisions = FleetRelease.revisions(situation);
        return revisions.stream()
                .limit(1)
                .filter(newest -> newest.status().startsWith("pending-"))
                .filter(newest -> Lasting.lasts(situation, newest.deployed(), LIMIT))
                .filter(_ -> !helmIsAtWork(situation))
                .map(newest -> match(situation, newest, revisions));
    }

    /** Rancher installs its own charts in Pods of this name. */
    private static boolean helmIsAtWork(Situation situation) {
        return situation.state().pods().stream()
                .anyMatch(pod -> pod.name().startsWith("helm-operation-")
                        && "cattle-system".equals(pod.metadata().ref().namespace())
                        && pod.isActive());
    }

    private static Match match(Situation situation, HelmRelease newest, List<HelmRelease> revisions) {
        Optional<HelmRelease> good = revisions.stream()
                .filter(revision -> revision.status().equals("deployed")
                        || revision.status().equals("superseded"))
                .findFirst();
        Match match = Match.of(
                        newest.witness(),
                        newest.revision(),
                        newest.status(),
                        good.map(Commands::rollback).orElse(""),
                        Commands.restart("cattle-system", "rancher"))
                .since(newest.deployed())
                .proof(Text.of("analysis.evidence.revision", newest.revision(), newest.status()))
                .proof(FleetRelease.awaited(situation).stream()
                        .map(FleetRelease.Awaited::proof)
                        .toList());
        return good.isPresent() ? match : match.saying("advice", "noneDeployed");
    }
}
