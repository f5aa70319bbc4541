package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.Finding;
import io.gleaner.analysis.PauseOrigin;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Rule;
import java.util.List;

/** C26: a person paused this chart. Told, never repaired in bulk. */
final class ChartPausedByHand implements Rule {
    @Override
    public String code() {
        return "C26";
    }

    @Override
    public List<Requirement> requires() {
        return List.of(Requirement.MANAGED_CHARTS, Requirement.UPGRADES);
    }

    @Override
    public List<Finding> evaluate(Situation situation) {
        return situation.charts().stream()
                .filter(chart -> chart.paused().isYes() && chart.pauseOrigin() == PauseOrigin.MANUAL)
                .map(this::finding)
                .toList();
    }

    private Finding finding(ChartAssessment chart) {
        return new Finding(
                code(),
                Severity.INFO,
                say("impact", chart.name()),
                say("title", chart.name()),
                say("explanation", chart.name()),
                chart.subject().metadata().ref(),
                Evidences.pausedSince(List.of(chart)),
                List.of(Evidences.paused(chart)),
                say("advice", chart.name()),
                List.of(),
                List.of());
    }
}
