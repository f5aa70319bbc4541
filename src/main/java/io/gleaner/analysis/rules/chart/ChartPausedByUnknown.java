package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.Finding;
import io.gleaner.analysis.PauseOrigin;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Rule;
import java.util.List;

/** C27: a chart is paused and neither an upgrade nor a person can be made out behind it. */
final class ChartPausedByUnknown implements Rule {
    @Override
    public String code() {
        return "C27";
    }

    @Override
    public List<Requirement> requires() {
        return List.of(Requirement.MANAGED_CHARTS, Requirement.UPGRADE_JOBS, Requirement.UPGRADE_PODS);
    }

    @Override
    public List<Finding> evaluate(Situation situation) {
        if (!situation.manifests().active().isNo()) {
            return List.of();
        }
        return situation.charts().stream()
                .filter(chart -> chart.paused().isYes() && chart.pauseOrigin() == PauseOrigin.UNKNOWN)
                .map(this::finding)
                .toList();
    }

    private Finding finding(ChartAssessment chart) {
        return new Finding(
                code(),
                Severity.WARNING,
                say("impact", chart.name()),
                say("title", chart.name()),
                say("explanation", chart.name()),
                chart.subject().metadata().ref(),
                Evidences.pausedSince(List.of(chart)),
                List.of(Evidences.paused(chart)),
                say("advice", chart.name()),
                List.of("harvester/harvester#8195"),
                chart.operations());
    }
}
