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
import io.gleaner.model.Text;
import java.util.List;
import java.util.stream.Stream;

/** C03: Harvester's charts are at the target, the monitoring and logging CRD charts were not bumped any more. */
final class CrdChartsBehind implements Rule {
    @Override
    public Card card() {
        return Card.of("C03", Severity.ERROR)
                .requiring(
                        Requirement.MANAGED_CHARTS,
                        Requirement.CHART_SERVER,
                        Requirement.CHART_REPOSITORIES,
                        Requirement.UPGRADE_JOBS,
                        Requirement.UPGRADE_PODS)
                .known("harvester/harvester#8195")
                .offering(Recommendation.FINISH_CRD_CHARTS, Recommendation.RESTART_UPGRADE)
                .explaining("C04", "C05", "C08", "C27");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        List<ChartAssessment> affected = situation.chartsWith(ResolveCause.CRD_CHARTS_BEHIND);
        if (!situation.manifests().active().isNo() || affected.isEmpty()) {
            return Stream.of();
        }
        return Stream.of(Match.of(
                        affected.getFirst().subject().metadata().ref(),
                        affected.size(),
                        Evidences.names(affected),
                        situation.versions().chartServerTag())
                .since(Evidences.unresolvedSince(affected))
                .proof(affected.stream()
                        .flatMap(
                                chart -> Stream.concat(Stream.of(Evidences.unresolved(chart)), meant(situation, chart)))
                        .toList())
                .proof(Evidences.chartServerImage(situation)));
    }

    private static Stream<Evidence> meant(Situation situation, ChartAssessment chart) {
        return situation.meantVersion(chart.subject()).stream()
                .map(version -> new Evidence(
                        chart.subject().metadata().ref(), Text.of("analysis.evidence.meantVersion", version)));
    }
}
