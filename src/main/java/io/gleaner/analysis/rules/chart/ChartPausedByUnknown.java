package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.PauseOrigin;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import java.util.List;
import java.util.stream.Stream;

/** C27: a chart is paused and neither an upgrade nor a person can be made out behind it. */
final class ChartPausedByUnknown implements Rule {
    @Override
    public Card card() {
        return Card.of("C27", Severity.WARNING)
                .requiring(Requirement.MANAGED_CHARTS, Requirement.UPGRADE_JOBS, Requirement.UPGRADE_PODS)
                .known("harvester/harvester#8195");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        if (!situation.manifests().active().isNo()) {
            return Stream.of();
        }
        return situation.charts().stream()
                .filter(chart -> chart.paused().isYes() && chart.pauseOrigin() == PauseOrigin.UNKNOWN)
                .map(chart -> Match.of(chart.subject().metadata().ref(), chart.name())
                        .since(Evidences.pausedSince(List.of(chart)))
                        .proof(Evidences.paused(chart))
                        .offering(chart.operations()));
    }
}
