package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.Finding;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.ResolveCause;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Rule;
import java.util.List;

/** C28: Rancher cannot resolve a chart and none of the known causes fits. Said plainly rather than not at all. */
final class ChartUnresolvable implements Rule {
    @Override
    public String code() {
        return "C28";
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
        return situation.chartsWith(ResolveCause.OTHER).stream()
                .map(this::finding)
                .toList();
    }

    private Finding finding(ChartAssessment chart) {
        return new Finding(
                code(),
                Severity.ERROR,
                say("impact", chart.name()),
                say("title", chart.name()),
                say("explanation", chart.name(), chart.message()),
                chart.subject().metadata().ref(),
                Evidences.unresolvedSince(List.of(chart)),
                List.of(Evidences.unresolved(chart)),
                say("advice"),
                List.of(),
                List.of());
    }
}
