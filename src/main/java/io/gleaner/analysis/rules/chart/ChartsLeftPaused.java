package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.Finding;
import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.PauseOrigin;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.ResolveCause;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.UpgradeAssessment;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Text;
import java.util.List;
import java.util.stream.Stream;

/** C01: an upgrade stopped and left its charts paused, although they resolve (harvester#8195). */
final class ChartsLeftPaused implements Rule {
    @Override
    public String code() {
        return "C01";
    }

    @Override
    public List<Requirement> requires() {
        return List.of(
                Requirement.MANAGED_CHARTS, Requirement.UPGRADES, Requirement.UPGRADE_JOBS, Requirement.UPGRADE_PODS);
    }

    @Override
    public List<Finding> evaluate(Situation situation) {
        if (!situation.manifests().active().isNo() || situation.upgradeGoesOn()) {
            return List.of();
        }
        List<ChartAssessment> left = situation.charts().stream()
                .filter(chart -> chart.pauseOrigin() == PauseOrigin.UPGRADE
                        && chart.paused().isYes()
                        && chart.defined().isYes())
                .toList();
        if (left.isEmpty()) {
            return List.of();
        }
        Text autoResume = situation
                .upgradeIfAny()
                .map(UpgradeAssessment::autoResume)
                .map(UpgradeAssessment.AutoResume::reason)
                .orElse(Text.of("analysis.autoResume.objectGone"));
        return List.of(new Finding(
                code(),
                situation.autoResumeDue().isPresent() ? Severity.WARNING : Severity.ERROR,
                say("impact"),
                say("title", left.size()),
                say("explanation", Evidences.names(left), autoResume),
                left.getFirst().subject().metadata().ref(),
                Evidences.pausedSince(left),
                evidence(situation, left),
                say(advice(situation)),
                List.of("harvester/harvester#8195", "harvester/harvester#8220", "docs: Stop an ongoing upgrade"),
                List.of(Recommendation.RESUME_CHARTS)));
    }

    private static String advice(Situation situation) {
        if (!situation.chartsWith(ResolveCause.CHART_SERVER_MOVED_ON).isEmpty()) {
            return "advice.repairFirst";
        }
        return situation.autoResumeDue().isPresent() ? "advice.wait" : "advice";
    }

    private static List<Evidence> evidence(Situation situation, List<ChartAssessment> left) {
        return Stream.concat(
                        left.stream()
                                .flatMap(chart -> Stream.concat(
                                        Stream.of(Evidences.paused(chart)),
                                        Evidences.bundlePaused(situation, chart).stream())),
                        Stream.of(Evidences.controllerImage(situation)))
                .toList();
    }
}
