package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.PauseOrigin;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.ResolveCause;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.UpgradeAssessment;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Text;
import java.util.List;
import java.util.stream.Stream;

/** C01: an upgrade stopped and left its charts paused, although they resolve (harvester#8195). */
final class ChartsLeftPaused implements Rule {
    @Override
    public Card card() {
        return Card.of("C01", Severity.ERROR)
                .requiring(
                        Requirement.MANAGED_CHARTS,
                        Requirement.UPGRADES,
                        Requirement.UPGRADE_JOBS,
                        Requirement.UPGRADE_PODS)
                .known("harvester/harvester#8195", "harvester/harvester#8220", "docs: Stop an ongoing upgrade")
                .offering(Recommendation.RESUME_CHARTS);
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        if (!situation.manifests().active().isNo() || situation.upgradeGoesOn()) {
            return Stream.of();
        }
        List<ChartAssessment> left = situation.charts().stream()
                .filter(chart -> chart.pauseOrigin() == PauseOrigin.UPGRADE
                        && chart.paused().isYes()
                        && chart.defined().isYes())
                .toList();
        return left.isEmpty() ? Stream.of() : Stream.of(match(situation, left));
    }

    private static Match match(Situation situation, List<ChartAssessment> left) {
        Text autoResume = situation
                .upgradeIfAny()
                .map(UpgradeAssessment::autoResume)
                .map(UpgradeAssessment.AutoResume::reason)
                .orElse(Text.of("analysis.autoResume.objectGone"));
        Match match = Match.of(
                        left.getFirst().subject().metadata().ref(), left.size(), Evidences.names(left), autoResume)
                .since(Evidences.pausedSince(left))
                .proof(left.stream()
                        .flatMap(chart -> Stream.concat(
                                Stream.of(Evidences.paused(chart)), Evidences.bundlePaused(situation, chart).stream()))
                        .toList())
                .proof(Evidences.controllerImage(situation));
        boolean comesBack = situation.autoResumeDue().isPresent();
        Match told = comesBack ? match.at(Severity.WARNING) : match;
        if (!situation.chartsWith(ResolveCause.CHART_SERVER_MOVED_ON).isEmpty()) {
            return told.saying("advice", "repairFirst");
        }
        return comesBack ? told.saying("advice", "wait") : told;
    }
}
