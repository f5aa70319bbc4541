package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.rules.Rule;
import java.util.List;

/** The rules of this part, causes before the symptoms they explain. */
public final class ChartRules {
    public static final List<Rule> ALL = List.of(
            new HarvesterUninstalled(),
            new FleetClusterPaused(),
            new NormalTransition(),
            new FleetReleaseLocked(),
            new FleetChartNotServed(),
            new FleetAgentUnconfigured(),
            new FleetNotWorking(),
            new ChartServerMovedOn(),
            new CrdChartsBehind(),
            new ChartMissing(),
            new ChartRepositoryUnreachable(),
            new ChartIndexStale(),
            new ChartUnresolvable(),
            new ChartsLeftPaused(),
            new BundleStillPaused(),
            new ChangeStagedWhilePaused(),
            new DeletionDenied(),
            new HelmReleaseLocked(),
            new HelmHistoryBroken(),
            new HelmHistoryGuarded(),
            new HelmTimedOut(),
            new ChartFrozen(),
            new VersionsDisagree(),
            new KubeVirtDrifted(),
            new MonitoringDrifted(),
            new HarmlessDrift(),
            new ChartPausedByHand(),
            new ChartPausedByUnknown());

    private ChartRules() {}
}
