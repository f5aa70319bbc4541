package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.ResolveCause;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import java.util.List;
import java.util.stream.Stream;

/** C06: Rancher has no index of a chart repository, or cannot fetch a chart from it (harvester#4537, harvester#9680). */
final class ChartRepositoryUnreachable implements Rule {
    @Override
    public Card card() {
        return Card.of("C06", Severity.ERROR)
                .requiring(Requirement.MANAGED_CHARTS, Requirement.UPGRADE_JOBS, Requirement.UPGRADE_PODS)
                .known("harvester/harvester#4537", "harvester/harvester#9680")
                .explaining("C04");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        if (!situation.manifests().active().isNo()) {
            return Stream.of();
        }
        return Repositories.of(situation.chartsWith(ResolveCause.REPOSITORY_UNREACHABLE)).entrySet().stream()
                .map(entry -> match(situation, entry.getKey(), entry.getValue()));
    }

    private static Match match(Situation situation, String repository, List<ChartAssessment> affected) {
        Match match = Match.of(Repositories.ref(repository), repository, affected.size(), Evidences.names(affected))
                .since(Evidences.unresolvedSince(affected))
                .proof(affected.stream().map(Evidences::unresolved).toList())
                .proof(Repositories.missing(situation, repository));
        return repository.startsWith("rancher-") ? match.saying("advice", "rancher") : match;
    }
}
