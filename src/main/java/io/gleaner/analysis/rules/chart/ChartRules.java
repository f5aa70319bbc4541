package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.rules.Rule;
import java.util.List;

/** The rules of this part, causes before the symptoms they explain. */
public final class ChartRules {
    public static final List<Rule> ALL = List.of(
            new FleetClusterPaused(),
            new NormalTransition(),
            new ChartServerMovedOn(),
            new CrdChartsBehind(),
            new ChartRepositoryUnreachable(),
            new ChartIndexStale(),
            new ChartUnresolvable(),
            new ChartsLeftPaused(),
            new BundleStillPaused(),
            new ChangeStagedWhilePaused(),
            new ChartPausedByHand(),
            new ChartPausedByUnknown());

    private ChartRules() {}
}
