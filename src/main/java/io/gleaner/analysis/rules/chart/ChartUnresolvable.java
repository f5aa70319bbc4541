package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.ResolveCause;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import java.util.List;
import java.util.stream.Stream;

/** C28: Rancher cannot resolve a chart and none of the known causes fits. Said plainly rather than not at all. */
final class ChartUnresolvable implements Rule {
    @Override
    public Card card() {
        return Card.of("C28", Severity.ERROR)
                .requiring(Requirement.MANAGED_CHARTS, Requirement.UPGRADE_JOBS, Requirement.UPGRADE_PODS)
                .explaining("C04");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        if (!situation.manifests().active().isNo()) {
            return Stream.of();
        }
        return situation.chartsWith(ResolveCause.OTHER).stream()
                .map(chart -> Match.of(chart.subject().metadata().ref(), chart.name(), chart.message())
                        .since(Evidences.unresolvedSince(List.of(chart)))
                        .proof(Evidences.unresolved(chart)));
    }
}
