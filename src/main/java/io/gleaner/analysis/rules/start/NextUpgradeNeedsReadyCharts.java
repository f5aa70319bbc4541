package io.gleaner.analysis.rules.start;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.precheck.ChartChecks;
import io.gleaner.analysis.precheck.UpgradeChecks;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** P01: the webhook refuses every upgrade while a ManagedChart is not ready; a logging chart left behind is one, too. */
final class NextUpgradeNeedsReadyCharts implements Rule {
    /** Charts that are being rolled out are not ready for minutes. */
    private static final Duration ROLLOUT = Duration.ofMinutes(15);

    @Override
    public Card card() {
        return Card.of("P01", Severity.WARNING)
                .requiring(Requirement.MANAGED_CHARTS, Requirement.UPGRADES)
                .known("harvester/harvester#8227");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        if (situation.upgradeGoesOn() || situation.manifests().active().isYes()) {
            return Stream.of();
        }
        List<ManagedChart> charts = situation.state().managedCharts().stream()
                .filter(ChartChecks::isNotReady)
                .filter(chart -> chart.conditions()
                        .since("Ready")
                        .map(since -> Beginning.olderThan(situation, since, ROLLOUT))
                        .orElse(true))
                .toList();
        return charts.isEmpty() ? Stream.of() : Stream.of(match(charts));
    }

    private static Match match(List<ManagedChart> charts) {
        boolean logCharts = charts.stream().allMatch(UpgradeChecks::isLogChart);
        Match match = Match.of(
                        charts.getFirst().metadata().ref(),
                        charts.size(),
                        charts.stream().map(ManagedChart::name).toList())
                .since(charts.stream()
                        .map(chart -> chart.conditions().since("Ready").orElse(null))
                        .filter(Objects::nonNull)
                        .min(Instant::compareTo))
                .proof(charts.stream().map(NextUpgradeNeedsReadyCharts::proof).toList());
        return logCharts ? match.saying("advice", "logChart") : match;
    }

    private static Evidence proof(ManagedChart chart) {
        return new Evidence(
                chart.metadata().ref(),
                Text.of(
                        "analysis.evidence.notReady",
                        chart.conditions()
                                .find("Ready")
                                .map(Beginning::words)
                                .map(words -> words.isEmpty() ? "–" : words)
                                .orElse("–")));
    }
}
