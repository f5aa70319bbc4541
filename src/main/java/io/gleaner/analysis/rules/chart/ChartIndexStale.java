package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.ResolveCause;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.ChartRepository;
import io.gleaner.model.Text;
import java.util.List;
import java.util.stream.Stream;

/** C05: the chart server is right, but Rancher's copy of its index is not, or was not used yet. */
final class ChartIndexStale implements Rule {
    @Override
    public Card card() {
        return Card.of("C05", Severity.ERROR)
                .requiring(
                        Requirement.MANAGED_CHARTS,
                        Requirement.CHART_SERVER,
                        Requirement.CHART_REPOSITORIES,
                        Requirement.UPGRADE_JOBS,
                        Requirement.UPGRADE_PODS)
                .known("harvester/harvester#4537")
                .offering(Recommendation.REFRESH_CHART_INDEX)
                .explaining("C04");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        if (!situation.manifests().active().isNo()) {
            return Stream.of();
        }
        return Repositories.of(situation.chartsWith(ResolveCause.INDEX_STALE)).entrySet().stream()
                .map(entry -> match(situation, entry.getKey(), entry.getValue()));
    }

    private static Match match(Situation situation, String repository, List<ChartAssessment> affected) {
        Match match = Match.of(Repositories.ref(repository), repository, affected.size(), Evidences.names(affected))
                .since(Evidences.unresolvedSince(affected))
                .proof(affected.stream().map(Evidences::unresolved).toList())
                .proof(downloaded(situation, repository));
        boolean served = affected.stream().allMatch(chart -> chart.served().isYes());
        return served ? match.saying("explanation", "served") : match;
    }

    private static List<Evidence> downloaded(Situation situation, String repository) {
        return situation.state().chartRepository(repository).map(ChartRepository::downloaded).stream()
                .map(time -> new Evidence(Repositories.ref(repository), Text.of("analysis.evidence.downloaded", time)))
                .toList();
    }
}
