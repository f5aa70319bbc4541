package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.Finding;
import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** C07: what would be an alarm is normal while {@code upgrade_manifests.sh} is at work. */
final class NormalTransition implements Rule {
    @Override
    public String code() {
        return "C07";
    }

    @Override
    public List<Requirement> requires() {
        return List.of(Requirement.MANAGED_CHARTS, Requirement.UPGRADE_JOBS, Requirement.UPGRADE_PODS);
    }

    @Override
    public List<Finding> evaluate(Situation situation) {
        Optional<ObjectRef> witness = situation.manifests().witness();
        List<ChartAssessment> alarming = situation.charts().stream()
                .filter(chart -> chart.defined().isNo()
                        || (chart.paused().isNo() && chart.bundlePaused().isYes()))
                .toList();
        if (witness.isEmpty() || alarming.isEmpty()) {
            return List.of();
        }
        return List.of(new Finding(
                code(),
                Severity.INFO,
                say("impact"),
                say("title", alarming.size()),
                say("explanation", Evidences.names(alarming)),
                witness.get(),
                Evidences.unresolvedSince(alarming),
                Stream.concat(
                                Stream.of(new Evidence(witness.get(), Text.of("analysis.evidence.scriptAtWork"))),
                                alarming.stream()
                                        .filter(chart -> chart.defined().isNo())
                                        .map(Evidences::unresolved))
                        .toList(),
                say("advice"),
                List.of("harvester/harvester#1982"),
                List.of()));
    }
}
