package io.gleaner.recovery;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.Verdict;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The plan {@code nudge-chart}: has Rancher look again at charts whose Bundle lags behind. */
final class NudgeCharts {
    static final String NAME = "nudge-chart";

    private NudgeCharts() {}

    static PlanOffer offer(PlanRequest request) {
        PlanDraft draft = new PlanDraft(NAME);
        if (request.isScriptAtWork()) {
            return draft.scriptAtWork();
        }
        List<ChartAssessment> charts = request.assessment().charts();
        List<String> known = charts.stream().map(ChartAssessment::name).toList();
        List<String> unknown = request.unknown(known);
        if (!unknown.isEmpty()) {
            return draft.unknown(unknown, known);
        }
        // A label takes no colons.
        String value = request.state()
                .asOf()
                .truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace(':', '-');
        for (ChartAssessment chart : charts) {
            boolean needed = request.names().isEmpty()
                    ? chart.verdict() == Verdict.LAGGING
                            || chart.operations().contains(NAME)
                            || request.isOfferedFor(
                                    NAME, chart.subject().metadata().ref())
                    : request.isNamed(chart.name());
            if (needed) {
                var metadata = chart.subject().metadata();
                draft.step(new NudgeChart(metadata.ref(), metadata.uid(), value), chart.reason());
            }
        }
        return draft.offeredOr("notNeeded", known);
    }
}
