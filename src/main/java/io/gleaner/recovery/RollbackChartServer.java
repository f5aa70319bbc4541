package io.gleaner.recovery;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.ChartServerRollback;
import io.gleaner.analysis.PauseOrigin;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.RunningVersions;
import io.gleaner.analysis.Situation;
import io.gleaner.model.ChartRepository;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Workload;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The plan {@code rollback-chart-server}: an upgrade was stopped after it had exchanged the chart server and before it gave
 * the charts their new versions. Sets the chart server back to the release that runs, has its index read, waits until the
 * charts resolve, and resumes those the upgrade left paused.
 */
final class RollbackChartServer {
    static final String NAME = Recommendation.ROLLBACK_CHART_SERVER;
    private static final String IMAGE = "rancher/harvester-cluster-repo:";

    private RollbackChartServer() {}

    static PlanOffer offer(PlanRequest request) {
        PlanDraft draft = new PlanDraft(NAME);
        if (request.isScriptAtWork()) {
            return draft.scriptAtWork();
        }
        Situation situation = request.situation();
        if (situation.upgradeGoesOn()) {
            return draft.refused("upgradeGoesOn");
        }
        RunningVersions versions = situation.versions();
        ChartServerRollback rollback = situation.rollback();
        Optional<Workload> server = request.state().workload("cattle-system", RunningVersions.CHART_SERVER.name());
        Optional<ChartRepository> repository = request.state().chartRepository(ChartServerReadyGuard.REPOSITORY);
        Optional<Map.Entry<String, String>> container = server.flatMap(RollbackChartServer::container);
        if (container.isEmpty() || repository.isEmpty() || rollback.from().isEmpty()) {
            return draft.refused("unknown");
        }
        if (rollback.chartAtTarget()) {
            return draft.refused("chartAtTarget", versions.chartServerTag());
        }
        if (!rollback.isPossible(versions)) {
            return draft.refused("notAhead", versions.chartServerTag(), versions.spelling());
        }
        String release = rollback.from().get().spelling();
        String image = container.get().getValue();
        draft.step(
                new SetChartServerImage(
                        server.get().metadata().ref(),
                        server.get().metadata().uid(),
                        container.get().getKey(),
                        image.substring(0, image.lastIndexOf(':') + 1) + release,
                        release),
                draft.text("reason", versions.chartServerTag(), release));
        List<ObjectRef> awaited = RefreshChartIndex.unresolved(
                        request, repository.get().name())
                .stream()
                .map(chart -> chart.metadata().ref())
                .toList();
        draft.then(RefreshChartIndex.operation(repository.get(), awaited), draft.text("reason.index", release));
        request.assessment().charts().stream()
                .sorted(Comparator.comparingInt(chart -> ResumeCharts.rank(chart.name())))
                .filter(chart -> chart.paused().isYes())
                .forEach(chart -> resume(draft, chart));
        return draft.offered(versions.chartServerTag(), release);
    }

    private static void resume(PlanDraft draft, ChartAssessment chart) {
        ManagedChart subject = chart.subject();
        ObjectRef ref = subject.metadata().ref();
        if (chart.pauseOrigin() != PauseOrigin.UPGRADE) {
            draft.leaveOut(ref, "notByUpgrade");
        } else if (!chart.deployedVersion().equals(chart.version())) {
            draft.leaveOut(ref, "pending", chart.deployedVersion(), chart.version());
        } else {
            draft.then(new ResumeChart(ref, subject.metadata().uid(), chart.version()), draft.text("reason.resume"));
        }
    }

    private static Optional<Map.Entry<String, String>> container(Workload server) {
        return server.images().entrySet().stream()
                .filter(container -> container.getValue().contains(IMAGE))
                .findFirst();
    }
}
