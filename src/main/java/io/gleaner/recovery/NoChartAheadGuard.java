package io.gleaner.recovery;

import io.gleaner.model.HarvesterVersion;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.Text;
import io.gleaner.source.ResourceKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Once one of Harvester's charts carries the target version, a chart server that goes back would strand it. */
record NoChartAheadGuard() implements Guard {
    private static final Set<String> CARRY_THE_RELEASE = Set.of("harvester", "harvester-crd");

    @Override
    public Text question() {
        return Text.of("recovery.guard.noChartAhead");
    }

    @Override
    public List<Right> reads(PlanStep step) {
        return List.of(Right.list(ResourceKind.MANAGED_CHART, "fleet-local"));
    }

    @Override
    public GuardResult check(LiveFacts facts, PlanStep step) {
        if (!(step.operation() instanceof SetChartServerImage set)) {
            throw new IllegalArgumentException("for the chart server alone, not for " + step.operation());
        }
        Optional<HarvesterVersion> release = HarvesterVersion.parse(set.release());
        List<ManagedChart> charts = facts.list(ResourceKind.MANAGED_CHART, "fleet-local", null).managedCharts().stream()
                .filter(chart -> CARRY_THE_RELEASE.contains(chart.name()))
                .toList();
        if (release.isEmpty() || charts.size() < CARRY_THE_RELEASE.size()) {
            return no(null, Text.of("recovery.guard.noChartAhead.unknown"));
        }
        return charts.stream()
                .filter(chart -> HarvesterVersion.parse(chart.version())
                        .filter(release.get()::sameAs)
                        .isEmpty())
                .findFirst()
                .map(ahead -> no(
                        ahead.metadata().ref(),
                        Text.of(
                                "recovery.guard.noChartAhead.no",
                                ahead.metadata().ref(),
                                ahead.version(),
                                set.release())))
                .orElseGet(() -> yes(null, Text.of("recovery.guard.noChartAhead.yes", set.release())));
    }
}
