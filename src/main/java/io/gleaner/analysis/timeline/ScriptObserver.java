package io.gleaner.analysis.timeline;

import io.gleaner.analysis.RunningVersions;
import io.gleaner.analysis.ScriptCharts;
import io.gleaner.model.ClusterState;
import io.gleaner.model.HarvesterVersion;
import io.gleaner.model.Known;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.Workload;
import java.util.Map;
import java.util.Optional;

/**
 * Where the manifest script is, told by what it has changed so far: the pauses, the image of Rancher, the image of the chart
 * server, the versions of the charts.
 */
final class ScriptObserver {
    /** The steps it can be in: the first and the last of them; equal when there is only one. */
    record Reach(ScriptStep first, ScriptStep last) {}

    private final ClusterState state;
    private final Map<String, String> release;
    private final String target;
    private final RunningVersions versions;

    private ScriptObserver(ClusterState state, RunningVersions versions, Map<String, String> release, String target) {
        this.state = state;
        this.versions = versions;
        this.release = release;
        this.target = target;
    }

    /** Empty when the facts do not tell. */
    static Optional<Reach> reach(
            ClusterState state, RunningVersions versions, Map<String, String> release, String target) {
        return new ScriptObserver(state, versions, release, target).reach();
    }

    private Optional<Reach> reach() {
        Known harvester = isBumped(ScriptCharts.HARVESTER);
        Known definitions = isBumped(ScriptCharts.HARVESTER_CRD);
        if (harvester == Known.UNKNOWN || definitions == Known.UNKNOWN) {
            return Optional.empty();
        }
        if (harvester.isYes() && definitions.isYes()) {
            return Optional.of(tail());
        }
        if (definitions.isYes()) {
            return Optional.of(new Reach(ScriptStep.HARVESTER_CRD, ScriptStep.HARVESTER));
        }
        if (!isPaused(ScriptCharts.HARVESTER) && !isPaused(ScriptCharts.LOGGING_CRD)) {
            return Optional.of(new Reach(ScriptStep.REPOSITORY, ScriptStep.PAUSE_CHARTS));
        }
        return switch (chartServerSwapped()) {
            case YES -> Optional.of(new Reach(ScriptStep.CHART_SERVER, ScriptStep.HARVESTER));
            case NO ->
                Optional.of(
                        rancherUpgraded()
                                ? new Reach(ScriptStep.RANCHER, ScriptStep.CHART_SERVER)
                                : new Reach(ScriptStep.SKIP_RESTART, ScriptStep.RANCHER));
            case UNKNOWN -> Optional.of(new Reach(ScriptStep.SKIP_RESTART, ScriptStep.HARVESTER));
        };
    }

    /** Harvester is done; the charts that are still paused are those that are still to come. */
    private Reach tail() {
        if (isPaused(ScriptCharts.HARVESTER)) {
            return new Reach(ScriptStep.HARVESTER, ScriptStep.HARVESTER);
        }
        if (isPaused(ScriptCharts.MONITORING_CRD)) {
            return new Reach(ScriptStep.HARVESTER, ScriptStep.MONITORING_CRD);
        }
        return isPaused(ScriptCharts.LOGGING_CRD)
                ? new Reach(ScriptStep.MONITORING_CRD, ScriptStep.LOGGING_CRD)
                : new Reach(ScriptStep.LOGGING_CRD, ScriptStep.BUNDLES);
    }

    private Known isBumped(String name) {
        Optional<HarvesterVersion> wanted = HarvesterVersion.parse(release.getOrDefault("harvesterChart", target));
        Optional<HarvesterVersion> has = chart(name).map(ManagedChart::version).flatMap(HarvesterVersion::parse);
        return wanted.isEmpty() || has.isEmpty()
                ? Known.UNKNOWN
                : Known.of(has.get().sameAs(wanted.get()));
    }

    private boolean isPaused(String name) {
        return chart(name).filter(ManagedChart::paused).isPresent();
    }

    private Optional<ManagedChart> chart(String name) {
        return state.managedCharts().stream()
                .filter(chart -> chart.name().equals(name))
                .findFirst();
    }

    private Known chartServerSwapped() {
        return versions.chartServerIsAt(target);
    }

    private boolean rancherUpgraded() {
        String wanted = release.getOrDefault("rancher", "");
        return !wanted.isEmpty()
                && state.workload("cattle-system", "rancher")
                        .filter(Workload::rolledOut)
                        .flatMap(workload -> workload.imageTag("rancher/rancher"))
                        .filter(wanted::equals)
                        .isPresent();
    }
}
