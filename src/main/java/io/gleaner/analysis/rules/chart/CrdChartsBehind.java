package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.Finding;
import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.ResolveCause;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Text;
import java.util.List;
import java.util.stream.Stream;

/** C03: Harvester's charts are at the target, the monitoring and logging CRD charts were not bumped any more. */
final class CrdChartsBehind implements Rule {
    @Override
    public String code() {
        return "C03";
    }

    @Override
    public List<Requirement> requires() {
        return List.of(
                Requirement.MANAGED_CHARTS,
                Requirement.CHART_SERVER,
                Requirement.CHART_REPOSITORIES,
                Requirement.UPGRADE_JOBS,
                Requirement.UPGRADE_PODS);
    }

    @Override
    public List<Finding> evaluate(Situation situation) {
        List<ChartAssessment> affected = situation.chartsWith(ResolveCause.CRD_CHARTS_BEHIND);
        if (!situation.manifests().active().isNo() || affected.isEmpty()) {
            return List.of();
        }
        return List.of(new Finding(
                code(),
                Severity.ERROR,
                say("impact"),
                say("title", affected.size()),
                say(
                        "explanation",
                        Evidences.names(affected),
                        situation.versions().chartServerTag()),
                affected.getFirst().subject().metadata().ref(),
                Evidences.unresolvedSince(affected),
                Stream.concat(
                                affected.stream()
                                        .flatMap(chart -> Stream.concat(
                                                Stream.of(Evidences.unresolved(chart)), meant(situation, chart))),
                                Stream.of(Evidences.chartServerImage(situation)))
                        .toList(),
                say("advice"),
                List.of("harvester/harvester#8195"),
                List.of(Recommendation.FINISH_CRD_CHARTS, Recommendation.RESTART_UPGRADE)));
    }

    private static Stream<Evidence> meant(Situation situation, ChartAssessment chart) {
        return situation.meantVersion(chart.subject()).stream()
                .map(version -> new Evidence(
                        chart.subject().metadata().ref(), Text.of("analysis.evidence.meantVersion", version)));
    }
}
