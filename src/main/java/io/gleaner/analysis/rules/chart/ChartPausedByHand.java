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

/** C26: a person paused this chart. Told, never repaired in bulk. */
final class ChartPausedByHand implements Rule {
    @Override
    public Card card() {
        return Card.of("C26", Severity.INFO).requiring(Requirement.MANAGED_CHARTS, Requirement.UPGRADES);
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return situation.charts().stream()
                .filter(chart -> chart.paused().isYes() && chart.pauseOrigin() == PauseOrigin.MANUAL)
                .map(chart -> Match.of(chart.subject().metadata().ref(), chart.name())
                        .since(Evidences.pausedSince(List.of(chart)))
                        .proof(Evidences.paused(chart)));
    }
}
