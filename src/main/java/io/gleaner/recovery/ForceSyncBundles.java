package io.gleaner.recovery;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Verdict;
import io.gleaner.model.Bundle;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Pipelines;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The plan {@code force-sync-bundle}: has Fleet's agent apply a chart once more. */
final class ForceSyncBundles {
    static final String NAME = Recommendation.FORCE_SYNC_BUNDLE;

    private ForceSyncBundles() {}

    static PlanOffer offer(PlanRequest request) {
        PlanDraft draft = new PlanDraft(NAME);
        if (request.isScriptAtWork()) {
            return draft.scriptAtWork();
        }
        List<ChartAssessment> charts = request.assessment().charts().stream()
                .sorted(Comparator.comparingInt(chart -> ResumeCharts.rank(chart.name())))
                .toList();
        List<String> known = charts.stream().map(ChartAssessment::name).toList();
        List<String> unknown = request.unknown(known);
        if (!unknown.isEmpty()) {
            return draft.unknown(unknown, known);
        }
        Pipelines pipelines = Pipelines.of(request.state());
        for (ChartAssessment chart : charts) {
            Optional<Bundle> bundle = pipelines.of(chart.subject()).bundle();
            boolean needed = request.names().isEmpty()
                    ? chart.operations().contains(NAME)
                            || bundle.filter(each -> request.isOfferedFor(
                                            NAME, each.metadata().ref()))
                                    .isPresent()
                            || request.isOfferedFor(
                                    NAME, chart.subject().metadata().ref())
                    : request.isNamed(chart.name());
            if (needed) {
                add(draft, chart, bundle);
            }
        }
        return draft.offeredOr("notNeeded", known);
    }

    private static void add(PlanDraft draft, ChartAssessment chart, Optional<Bundle> bundle) {
        ObjectRef ref = chart.subject().metadata().ref();
        if (bundle.isEmpty()) {
            draft.leaveOut(ref, "noBundle");
        } else if (bundle.get().paused() || chart.paused().isYes()) {
            draft.leaveOut(ref, "paused");
        } else if (chart.defined().isNo() || chart.verdict() == Verdict.VERSION_NOT_SERVED) {
            draft.leaveOut(ref, "notResolved", chart.version());
        } else {
            Bundle found = bundle.get();
            draft.step(
                    new ForceSyncBundle(
                            found.metadata().ref(), found.metadata().uid(), found.forceSyncGeneration() + 1),
                    chart.reason());
        }
    }
}
