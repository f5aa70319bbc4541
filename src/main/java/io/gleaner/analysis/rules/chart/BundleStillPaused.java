package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.Finding;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.ResolveCause;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Rule;
import java.util.List;
import java.util.stream.Stream;

/** C04: the un-pause of a ManagedChart did not reach its Bundle, because Rancher resolves the chart first. */
final class BundleStillPaused implements Rule {
    @Override
    public String code() {
        return "C04";
    }

    @Override
    public List<Requirement> requires() {
        return List.of(
                Requirement.MANAGED_CHARTS,
                Requirement.BUNDLES,
                Requirement.CHART_SERVER,
                Requirement.UPGRADE_JOBS,
                Requirement.UPGRADE_PODS);
    }

    @Override
    public List<Finding> evaluate(Situation situation) {
        List<ChartAssessment> half = situation.charts().stream()
                .filter(chart -> chart.paused().isNo() && chart.bundlePaused().isYes())
                // Why it does not resolve is the headline there, and says this as well.
                .filter(chart -> situation
                        .cause(chart)
                        .filter(cause -> cause == ResolveCause.CHART_SERVER_MOVED_ON)
                        .isEmpty())
                .toList();
        if (!situation.manifests().active().isNo() || half.isEmpty()) {
            return List.of();
        }
        boolean unresolvable = half.stream().anyMatch(chart -> !chart.defined().isYes());
        return List.of(new Finding(
                code(),
                unresolvable ? Severity.ERROR : Severity.WARNING,
                say("impact"),
                say("title", half.size()),
                say(unresolvable ? "explanation.unresolvable" : "explanation", Evidences.names(half)),
                half.getFirst().subject().metadata().ref(),
                null,
                half.stream()
                        .flatMap(chart -> Stream.concat(
                                Evidences.bundlePaused(situation, chart).stream(),
                                chart.defined().isNo() ? Stream.of(Evidences.unresolved(chart)) : Stream.of()))
                        .toList(),
                say(unresolvable ? "advice.unresolvable" : "advice"),
                List.of("harvester/harvester#8195"),
                half.stream()
                        .flatMap(chart -> chart.operations().stream())
                        .distinct()
                        .toList()));
    }
}
