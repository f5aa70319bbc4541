package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.ChartServerRollback;
import io.gleaner.analysis.Finding;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.ResolveCause;
import io.gleaner.analysis.RunningVersions;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Text;
import java.util.List;
import java.util.stream.Stream;

/** C02: the script swapped the chart server and stopped before it bumped Harvester's charts. */
final class ChartServerMovedOn implements Rule {
    @Override
    public String code() {
        return "C02";
    }

    @Override
    public List<Requirement> requires() {
        return List.of(
                Requirement.MANAGED_CHARTS,
                Requirement.CHART_SERVER,
                Requirement.UPGRADE_JOBS,
                Requirement.UPGRADE_PODS);
    }

    @Override
    public List<Finding> evaluate(Situation situation) {
        List<ChartAssessment> affected = situation.chartsWith(ResolveCause.CHART_SERVER_MOVED_ON);
        if (!situation.manifests().active().isNo() || affected.isEmpty()) {
            return List.of();
        }
        ChartServerRollback rollback = situation.rollback();
        boolean possible = rollback.isPossible(situation.versions());
        return List.of(new Finding(
                code(),
                Severity.ERROR,
                say("impact"),
                say("title", affected.size(), situation.versions().chartServerTag()),
                say(
                        "explanation",
                        Evidences.names(affected),
                        situation.versions().chartServerTag()),
                RunningVersions.CHART_SERVER,
                Evidences.unresolvedSince(affected),
                Stream.of(
                                Stream.of(Evidences.chartServerImage(situation), Evidences.controllerImage(situation)),
                                affected.stream().map(Evidences::unresolved),
                                affected.stream().flatMap(chart -> Evidences.bundlePaused(situation, chart).stream()))
                        .flatMap(each -> each)
                        .toList(),
                advice(rollback, possible),
                List.of("harvester/harvester#8195", "harvester/harvester#8220"),
                possible
                        ? List.of(Recommendation.RESTART_UPGRADE, Recommendation.ROLLBACK_CHART_SERVER)
                        : List.of(Recommendation.RESTART_UPGRADE)));
    }

    private Text advice(ChartServerRollback rollback, boolean possible) {
        if (rollback.restartHangs()) {
            return say(possible ? "advice.rollback" : "advice.restartMayHang");
        }
        return say(possible ? "advice.both" : "advice.restart");
    }
}
