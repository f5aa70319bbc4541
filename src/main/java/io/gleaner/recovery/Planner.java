package io.gleaner.recovery;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Recommendation;
import io.gleaner.model.ClusterState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Makes plans from what is known of a cluster. */
public final class Planner {
    /** The name of the plan that takes a run back. */
    public static final String UNDO = "undo";

    private static final Map<String, Function<PlanRequest, PlanOffer>> PLANS = plans();

    private Planner() {}

    private static Map<String, Function<PlanRequest, PlanOffer>> plans() {
        Map<String, Function<PlanRequest, PlanOffer>> plans = new LinkedHashMap<>();
        plans.put(
                Recommendation.RESUME_CHARTS, request -> new ResumeCharts(request.assessment()).offer(request.names()));
        plans.put(RefreshChartIndex.NAME, RefreshChartIndex::offer);
        plans.put(RollbackChartServer.NAME, RollbackChartServer::offer);
        plans.put(FinishCrdCharts.NAME, FinishCrdCharts::offer);
        plans.put(NudgeCharts.NAME, NudgeCharts::offer);
        plans.put(ForceSyncBundles.NAME, ForceSyncBundles::offer);
        plans.put(UnpauseNodes.NAME, UnpauseNodes::offer);
        plans.put(PauseNodes.NAME, PauseNodes::offer);
        plans.put(UncordonNodes.NAME, UncordonNodes::offer);
        plans.put(RestoreLonghornSettings.NAME, RestoreLonghornSettings::offer);
        plans.put(RestoreLonghornWebhook.NAME, RestoreLonghornWebhook::offer);
        plans.put(DismissUpgrades.NAME, DismissUpgrades::offer);
        plans.put(RestartFleetAgent.NAME, RestartFleetAgent::offer);
        plans.put(RestartWorkloads.NAME, RestartWorkloads::offer);
        plans.put(RemoveLeftoverPlans.NAME, RemoveLeftoverPlans::offer);
        plans.put(ResetAddon.NAME, ResetAddon::offer);
        return plans;
    }

    /** The names of the plans that can be run. */
    public static List<String> planNames() {
        return List.copyOf(PLANS.keySet());
    }

    /**
     * Offers a plan, or says why it does not apply.
     *
     * @param state what the assessment was made of
     * @param names the charts, nodes or workloads to touch; empty means all that need it and are safe to take together
     * @throws IllegalArgumentException when there is no plan of that name
     */
    public static PlanOffer plan(String name, Assessment assessment, ClusterState state, Set<String> names) {
        Function<PlanRequest, PlanOffer> plan = PLANS.get(name);
        if (plan == null) {
            throw new IllegalArgumentException("no plan " + name + ", there are " + planNames());
        }
        return plan.apply(new PlanRequest(assessment, state, names));
    }

    /** The plan {@code resume-charts}, which an assessment says everything for. */
    public static PlanOffer resumeCharts(Assessment assessment, Set<String> charts) {
        return new ResumeCharts(assessment).offer(charts);
    }

    /**
     * Offers to take a recorded run back, newest change first. Only what was written, or sent without an answer, is taken
     * back; what cannot be is told.
     */
    public static PlanOffer undo(RecordedRun run) {
        return RecordedSteps.undo(run);
    }
}
