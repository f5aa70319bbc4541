package io.gleaner.analysis;

import io.gleaner.model.ClusterState;
import io.gleaner.model.HarvesterVersion;
import io.gleaner.model.ManagedChart;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Between swapping the chart server and bumping Harvester's charts there are two ways out: start the upgrade again, which
 * finishes the bump, or set the chart server back.
 *
 * @param from what ran before the upgrade
 * @param to what the chart server was swapped to
 * @param chartAtTarget a chart already carries the target version, so going back would strand it
 */
public record ChartServerRollback(
        Optional<HarvesterVersion> from, Optional<HarvesterVersion> to, boolean chartAtTarget) {

    static ChartServerRollback of(ClusterState state, RunningVersions versions, @Nullable UpgradeAssessment upgrade) {
        Optional<HarvesterVersion> from = Optional.ofNullable(upgrade)
                .flatMap(each -> HarvesterVersion.parse(each.from()))
                .or(versions::controller);
        Optional<HarvesterVersion> to = versions.chartServer();
        boolean chartAtTarget = state.managedCharts().stream()
                .filter(ScriptCharts::carriesHarvesterVersion)
                .map(ManagedChart::version)
                .anyMatch(version -> versions.chartServerIsAt(version).isYes());
        return new ChartServerRollback(from, to, chartAtTarget);
    }

    /** The old Harvester still runs, the chart server moved on and no chart followed it. */
    public boolean isPossible(RunningVersions versions) {
        return !chartAtTarget
                && from.isPresent()
                && to.isPresent()
                && to.get().compareTo(from.get()) > 0
                && versions.controller().filter(from.get()::sameAs).isPresent()
                && !versions.rolledOut().isNo();
    }

    /**
     * Scripts from v1.7.2 and v1.8.1 on first wait for the old {@code harvester} chart to be ready, which the swapped chart
     * server no longer serves: started again, they hang.
     */
    public boolean restartHangs() {
        return to.filter(script -> script.isAtLeast("1.8.1") || (script.isAtLeast("1.7.2") && script.isBelow("1.8.0")))
                .isPresent();
    }
}
