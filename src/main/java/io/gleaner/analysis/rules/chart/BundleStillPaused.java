package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.ResolveCause;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import java.util.List;
import java.util.stream.Stream;

/** C04: the un-pause of a ManagedChart did not reach its Bundle, because Rancher resolves the chart first. */
final class BundleStillPaused implements Rule {
    @Override
    public Card card() {
        return Card.of("C04", Severity.WARNING)
                .requiring(
                        Requirement.MANAGED_CHARTS,
                        Requirement.BUNDLES,
                        Requirement.CHART_SERVER,
                        Requirement.UPGRADE_JOBS,
                        Requirement.UPGRADE_PODS)
                .known("harvester/harvester#8195");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        List<ChartAssessment> half = situation.charts().stream()
                .filter(chart -> chart.paused().isNo() && chart.bundlePaused().isYes())
                // Why it does not resolve is the headline there, and says this as well.
                .filter(chart -> situation
                        .cause(chart)
                        .filter(cause -> cause == ResolveCause.CHART_SERVER_MOVED_ON)
                        .isEmpty())
                .toList();
        return situation.manifests().active().isNo() && !half.isEmpty()
                ? Stream.of(match(situation, half))
                : Stream.of();
    }

    private static Match match(Situation situation, List<ChartAssessment> half) {
        Match match = Match.of(half.getFirst().subject().metadata().ref(), half.size(), Evidences.names(half))
                .proof(half.stream()
                        .flatMap(chart -> Stream.concat(
                                Evidences.bundlePaused(situation, chart).stream(),
                                chart.defined().isNo() ? Stream.of(Evidences.unresolved(chart)) : Stream.of()))
                        .toList())
                .offering(half.stream()
                        .flatMap(chart -> chart.operations().stream())
                        .distinct()
                        .toList());
        boolean unresolvable = half.stream().anyMatch(chart -> !chart.defined().isYes());
        return unresolvable
                ? match.at(Severity.ERROR).saying("explanation", "unresolvable").saying("advice", "unresolvable")
                : match;
    }
}
