package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.ChartServerRollback;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.ResolveCause;
import io.gleaner.analysis.RunningVersions;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import java.util.List;
import java.util.stream.Stream;

/** C02: the script swapped the chart server and stopped before it bumped Harvester's charts. */
final class ChartServerMovedOn implements Rule {
    @Override
    public Card card() {
        return Card.of("C02", Severity.ERROR)
                .requiring(
                        Requirement.MANAGED_CHARTS,
                        Requirement.CHART_SERVER,
                        Requirement.UPGRADE_JOBS,
                        Requirement.UPGRADE_PODS)
                .known("harvester/harvester#8195", "harvester/harvester#8220")
                .offering(Recommendation.RESTART_UPGRADE)
                .explaining("C01", "C04", "C05", "C08", "C27");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        List<ChartAssessment> affected = situation.chartsWith(ResolveCause.CHART_SERVER_MOVED_ON);
        if (!situation.manifests().active().isNo() || affected.isEmpty()) {
            return Stream.of();
        }
        ChartServerRollback rollback = situation.rollback();
        boolean possible = rollback.isPossible(situation.versions());
        Match match = Match.of(
                        RunningVersions.CHART_SERVER,
                        affected.size(),
                        Evidences.names(affected),
                        situation.versions().chartServerTag())
                .since(Evidences.unresolvedSince(affected))
                .proof(Evidences.chartServerImage(situation), Evidences.controllerImage(situation))
                .proof(affected.stream().map(Evidences::unresolved).toList())
                .proof(affected.stream()
                        .flatMap(chart -> Evidences.bundlePaused(situation, chart).stream())
                        .toList())
                .saying("advice", advice(rollback, possible));
        return Stream.of(
                possible
                        ? match.offering(List.of(Recommendation.RESTART_UPGRADE, Recommendation.ROLLBACK_CHART_SERVER))
                        : match);
    }

    private static String advice(ChartServerRollback rollback, boolean possible) {
        if (rollback.restartHangs()) {
            return possible ? "rollback" : "restartMayHang";
        }
        return possible ? "both" : "restart";
    }
}
