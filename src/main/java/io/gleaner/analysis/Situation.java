package io.gleaner.analysis;

import io.gleaner.model.ClusterState;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.Pipeline;
import io.gleaner.model.Pipelines;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The facts with what was made of them so far: what rules and the recommendation look at.
 *
 * @param causes by chart name, why Rancher cannot resolve it; resolvable charts are absent
 */
public record Situation(
        ClusterState state,
        RunningVersions versions,
        ManifestWork manifests,
        @Nullable UpgradeAssessment upgrade,
        List<ChartAssessment> charts,
        Map<String, ResolveCause> causes,
        ChartServerRollback rollback,
        Pipelines pipelines) {

    public static Situation of(ClusterState state) {
        RunningVersions versions = RunningVersions.of(state);
        ManifestWork manifests = ManifestWork.of(state);
        UpgradeAssessment upgrade = UpgradeStory.tell(state, versions);
        Map<String, ResolveCause> causes = ResolveCauses.of(state, versions);
        ChartServerRollback rollback = ChartServerRollback.of(state, versions, upgrade);
        Pipelines pipelines = Pipelines.of(state);
        List<ChartAssessment> charts = new ChartVerdicts(state, pipelines, versions, manifests, causes, rollback).all();
        return new Situation(state, versions, manifests, upgrade, charts, causes, rollback, pipelines);
    }

    public Optional<UpgradeAssessment> upgradeIfAny() {
        return Optional.ofNullable(upgrade);
    }

    /** The chart with its Bundle, BundleDeployment and Helm revisions. */
    public Pipeline pipeline(ChartAssessment chart) {
        return pipelines.of(chart.subject());
    }

    public Optional<ResolveCause> cause(ChartAssessment chart) {
        return Optional.ofNullable(causes.get(chart.name()));
    }

    public List<ChartAssessment> chartsWith(ResolveCause cause) {
        return charts.stream()
                .filter(chart -> causes.get(chart.name()) == cause)
                .toList();
    }

    /** The version a release brings for this chart; empty when neither the ISO nor the index says. */
    public Optional<String> meantVersion(ManagedChart chart) {
        return ResolveCauses.meantVersion(state, chart);
    }

    /** Whether the upgrade still goes on, so that paused charts are its own affair. A deletion that lingers is over. */
    public boolean upgradeGoesOn() {
        return upgradeIfAny()
                .filter(UpgradeAssessment::isUnderWay)
                .filter(each -> each.state() != UpgradeAssessment.State.CANCELLING || !deletionLingers())
                .isPresent();
    }

    private boolean deletionLingers() {
        return state.latestUpgrade()
                .flatMap(each -> Optional.ofNullable(each.metadata().deleting()))
                .map(since -> since.plus(AutoResumeAnswer.PATIENCE))
                .filter(limit -> limit.isBefore(state.asOf()))
                .isPresent();
    }

    /** When an auto-resume that is expected should have happened; empty when none is, or it is overdue. */
    public Optional<Instant> autoResumeDue() {
        return upgradeIfAny()
                .filter(each -> each.autoResume().expected().isYes())
                .flatMap(each -> Optional.ofNullable(each.endedAt()))
                .map(ended -> ended.plus(AutoResumeAnswer.PATIENCE))
                .filter(due -> due.isAfter(state.asOf()));
    }
}
