package io.gleaner.analysis;

import io.gleaner.model.Bundle;
import io.gleaner.model.BundleDeployment;
import io.gleaner.model.ClusterState;
import io.gleaner.model.FleetCluster;
import io.gleaner.model.Known;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.Pipeline;
import io.gleaner.model.Pipelines;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One verdict a chart, from seven facts: is the script at work, is the ManagedChart paused, is its Bundle, does Rancher resolve
 * it ({@code Defined}), is it ready, does the index serve its version, has that version arrived in the Helm release.
 */
final class ChartVerdicts {
    private record Judgement(Verdict verdict, Text reason) {}

    private final ClusterState state;
    private final RunningVersions versions;
    private final ManifestWork manifests;
    private final Map<String, ResolveCause> causes;
    private final ChartServerRollback rollback;
    private final PauseOrigins origins;
    private final Pipelines pipelines;

    ChartVerdicts(
            ClusterState state,
            Pipelines pipelines,
            RunningVersions versions,
            ManifestWork manifests,
            Map<String, ResolveCause> causes,
            ChartServerRollback rollback) {
        this.state = state;
        this.pipelines = pipelines;
        this.versions = versions;
        this.manifests = manifests;
        this.causes = causes;
        this.rollback = rollback;
        this.origins = new PauseOrigins(state);
    }

    List<ChartAssessment> all() {
        return state.managedCharts().stream()
                .sorted(ScriptCharts.order())
                .map(this::assess)
                .toList();
    }

    private ChartAssessment assess(ManagedChart chart) {
        Pipeline pipeline = pipelines.of(chart);
        Optional<Bundle> bundle = pipeline.bundle();
        DeployedChart deployed = DeployedChart.of(state, pipeline);
        Judgement judgement = judge(pipeline, deployed);
        PauseOrigins.Answer pause = origins.of(chart);
        return new ChartAssessment(
                chart,
                Known.of(chart.paused()),
                bundlePaused(bundle),
                chart.conditions().status("Defined"),
                chart.conditions().status("Ready"),
                ResolveCauses.served(state, chart),
                judgement.verdict(),
                pause.origin(),
                pause.by(),
                complaint(chart),
                bundle.map(each -> each.displayState().isEmpty() ? "Ready" : each.displayState())
                        .orElse(""),
                deployed.helm(),
                deployed.version(),
                ChartVersions.of(pipeline, versions),
                deployed.pendingChange(),
                judgement.reason(),
                operations(chart, judgement.verdict()));
    }

    private static Known bundlePaused(Optional<Bundle> bundle) {
        return bundle.map(each -> Known.of(each.paused())).orElse(Known.UNKNOWN);
    }

    private Judgement judge(Pipeline pipeline, DeployedChart deployed) {
        ManagedChart chart = pipeline.chart();
        Optional<Bundle> bundle = pipeline.bundle();
        if (manifests.active().isYes()) {
            return new Judgement(Verdict.IN_TRANSITION, Text.of("analysis.reason.inTransition"));
        }
        if (manifests.active() == Known.UNKNOWN) {
            return unknown(Text.of("analysis.reason.workUnknown", gap(Requirement.MANIFEST_WORK)));
        }
        if (state.fleetClusters().stream().anyMatch(FleetCluster::paused)) {
            return new Judgement(Verdict.LAGGING, Text.of("analysis.reason.fleetClusterPaused"));
        }
        if (bundle.isEmpty()) {
            return unknown(
                    Requirement.BUNDLES.isMet(state)
                            ? Text.of("analysis.reason.noBundle", chart.name())
                            : Text.of("analysis.reason.bundlesUnread", gap(List.of(Requirement.BUNDLES))));
        }
        return switch (chart.conditions().status("Defined")) {
            case UNKNOWN -> unknown(Text.of("analysis.reason.notDefined"));
            case NO -> unresolvable(chart, bundle.get(), Text.of("analysis.reason.unresolvable." + cause(chart)));
            case YES ->
                ResolveCauses.served(state, chart).isNo()
                        ? contradiction(chart, bundle.get())
                        : resolvable(pipeline, bundle.get(), deployed);
        };
    }

    private Judgement unresolvable(ManagedChart chart, Bundle bundle, Text why) {
        if (chart.paused()) {
            return bundle.paused()
                    ? new Judgement(Verdict.PAUSED_UNRESOLVABLE, Text.of("analysis.reason.pausedUnresolvable", why))
                    : new Judgement(Verdict.PAUSE_NOT_PROPAGATED, Text.of("analysis.reason.pauseNotPropagated", why));
        }
        return bundle.paused()
                ? new Judgement(Verdict.HALF_RESUMED, Text.of("analysis.reason.halfResumed", why))
                : new Judgement(Verdict.VERSION_NOT_SERVED, Text.of("analysis.reason.versionNotServed", why));
    }

    /**
     * {@code Defined} still says True, the index says no: Rancher has not looked again since the index changed. An un-pause
     * makes it look, and fail; so this is the same as unresolvable.
     */
    private Judgement contradiction(ManagedChart chart, Bundle bundle) {
        return unresolvable(
                chart, bundle, Text.of("analysis.reason.indexLacks", chart.repoName(), chart.chart(), chart.version()));
    }

    private Judgement resolvable(Pipeline pipeline, Bundle bundle, DeployedChart deployed) {
        ManagedChart chart = pipeline.chart();
        if (chart.paused() && !bundle.paused()) {
            return new Judgement(Verdict.PAUSE_NOT_PROPAGATED, Text.of("analysis.reason.bundleNotPausedYet"));
        }
        if (!chart.paused() && bundle.paused()) {
            return new Judgement(Verdict.LAGGING, Text.of("analysis.reason.bundleStillPaused"));
        }
        return chart.paused() ? paused(deployed) : active(pipeline, deployed);
    }

    private Judgement paused(DeployedChart deployed) {
        return switch (deployed.settled()) {
            case YES -> new Judgement(Verdict.PAUSED_SAFE, Text.of("analysis.reason.pausedSafe", deployed.version()));
            case NO ->
                new Judgement(
                        Verdict.PAUSED_PENDING_CHANGE, Text.of("analysis.reason.pausedPending", pending(deployed)));
            case UNKNOWN -> unknown(Text.of("analysis.reason.pausedDeployedUnknown"));
        };
    }

    private Judgement active(Pipeline pipeline, DeployedChart deployed) {
        if (pipeline.deployment().filter(BundleDeployment::paused).isPresent()) {
            return new Judgement(Verdict.LAGGING, Text.of("analysis.reason.deploymentStillPaused"));
        }
        if (deployed.settled().isNo()) {
            return new Judgement(Verdict.ROLLING, Text.of("analysis.reason.rolling", pending(deployed)));
        }
        return switch (pipeline.chart().conditions().status("Ready")) {
            case NO -> new Judgement(Verdict.NOT_READY, Text.of("analysis.reason.notReady"));
            case UNKNOWN -> unknown(Text.of("analysis.reason.readyUnknown"));
            case YES ->
                deployed.settled().isYes()
                        ? new Judgement(Verdict.HEALTHY, Text.of("analysis.reason.healthy", deployed.version()))
                        : unknown(Text.of("analysis.reason.deployedUnknown"));
        };
    }

    private static Text pending(DeployedChart deployed) {
        return Optional.ofNullable(deployed.pendingChange()).orElse(Text.of("analysis.pending.unknown"));
    }

    private Text gap(List<Requirement> requirements) {
        return Requirement.firstGap(requirements, state).orElse(Text.of("analysis.gap.none"));
    }

    private ResolveCause cause(ManagedChart chart) {
        return causes.getOrDefault(chart.name(), ResolveCause.OTHER);
    }

    private static Judgement unknown(Text reason) {
        return new Judgement(Verdict.UNKNOWN, reason);
    }

    /** The message of a resolve error goes first: while there is one, {@code Ready} is a stale copy. */
    private static String complaint(ManagedChart chart) {
        if (chart.conditions().isFalse("Defined")) {
            return chart.conditions().message("Defined");
        }
        return chart.conditions().isFalse("Ready") ? chart.conditions().message("Ready") : "";
    }

    private List<String> operations(ManagedChart chart, Verdict verdict) {
        return switch (verdict) {
            case PAUSED_SAFE, PAUSED_PENDING_CHANGE -> List.of(Recommendation.RESUME_CHARTS);
            case PAUSED_UNRESOLVABLE, HALF_RESUMED, VERSION_NOT_SERVED, PAUSE_NOT_PROPAGATED ->
                chart.conditions().isFalse("Defined")
                        ? repairs(cause(chart))
                        : ResolveCauses.served(state, chart).isNo()
                                ? List.of(Recommendation.REFRESH_CHART_INDEX)
                                : List.of();
            case ROLLING -> List.of(Recommendation.FORCE_SYNC_BUNDLE);
            case HEALTHY, IN_TRANSITION, LAGGING, NOT_READY, UNKNOWN -> List.of();
        };
    }

    private List<String> repairs(ResolveCause cause) {
        return switch (cause) {
            case CHART_SERVER_MOVED_ON ->
                rollback.isPossible(versions)
                        ? List.of(Recommendation.RESTART_UPGRADE, Recommendation.ROLLBACK_CHART_SERVER)
                        : List.of(Recommendation.RESTART_UPGRADE);
            case CRD_CHARTS_BEHIND -> List.of(Recommendation.FINISH_CRD_CHARTS, Recommendation.RESTART_UPGRADE);
            case INDEX_STALE -> List.of(Recommendation.REFRESH_CHART_INDEX);
            case REPOSITORY_UNREACHABLE, OTHER -> List.of();
        };
    }
}
