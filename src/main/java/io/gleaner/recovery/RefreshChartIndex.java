package io.gleaner.recovery;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.Recommendation;
import io.gleaner.model.ChartRepository;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.ObjectRef;
import java.time.Instant;
import java.util.List;

/** The plan {@code refresh-chart-index}: has Rancher read the index of a chart repository again. */
final class RefreshChartIndex {
    static final String NAME = Recommendation.REFRESH_CHART_INDEX;

    private RefreshChartIndex() {}

    static PlanOffer offer(PlanRequest request) {
        PlanDraft draft = new PlanDraft(NAME);
        if (request.isScriptAtWork()) {
            return draft.scriptAtWork();
        }
        List<ChartRepository> repositories = request.state().chartRepositories();
        List<String> known = repositories.stream().map(ChartRepository::name).toList();
        List<String> unknown = request.unknown(known);
        if (!unknown.isEmpty()) {
            return draft.unknown(unknown, known);
        }
        List<ChartAssessment> waiting = request.chartsOffered(NAME);
        for (ChartRepository repository : repositories) {
            List<ObjectRef> awaited = waiting.stream()
                    .map(ChartAssessment::subject)
                    .filter(chart -> chart.repoName().equals(repository.name()))
                    .map(chart -> chart.metadata().ref())
                    .toList();
            boolean needed = request.names().isEmpty()
                    ? !awaited.isEmpty()
                            || request.isOfferedFor(NAME, repository.metadata().ref())
                    : request.isNamed(repository.name());
            if (needed) {
                draft.step(
                        operation(repository, awaited),
                        awaited.isEmpty() ? draft.text("reason") : draft.text("reason.charts", names(awaited)));
            }
        }
        return draft.offeredOr("notNeeded", known);
    }

    static RefreshIndex operation(ChartRepository repository, List<ObjectRef> awaited) {
        Instant downloaded = repository.downloaded();
        return new RefreshIndex(
                repository.metadata().ref(),
                repository.metadata().uid(),
                downloaded == null ? "" : downloaded.toString(),
                awaited);
    }

    private static List<String> names(List<ObjectRef> charts) {
        return charts.stream().map(ObjectRef::name).toList();
    }

    /** The charts of a repository that Rancher cannot resolve. */
    static List<ManagedChart> unresolved(PlanRequest request, String repository) {
        return request.state().managedCharts().stream()
                .filter(chart -> chart.repoName().equals(repository))
                .filter(chart -> chart.conditions().isFalse("Defined"))
                .toList();
    }
}
