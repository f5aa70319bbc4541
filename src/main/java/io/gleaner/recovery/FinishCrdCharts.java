package io.gleaner.recovery;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.PauseOrigin;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.ResolveCause;
import io.gleaner.analysis.Situation;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.ObjectRef;
import java.util.List;
import java.util.Optional;

/**
 * The plan {@code finish-crd-charts}: an upgrade was stopped after {@code harvester} had its new version and before the CRD
 * charts of monitoring and logging had theirs. Gives them the version the ISO names, which the chart server must have.
 */
final class FinishCrdCharts {
    static final String NAME = Recommendation.FINISH_CRD_CHARTS;

    private FinishCrdCharts() {}

    static PlanOffer offer(PlanRequest request) {
        PlanDraft draft = new PlanDraft(NAME);
        if (request.isScriptAtWork()) {
            return draft.scriptAtWork();
        }
        Situation situation = request.situation();
        if (situation.upgradeGoesOn()) {
            return draft.refused("upgradeGoesOn");
        }
        List<ChartAssessment> behind = situation.chartsWith(ResolveCause.CRD_CHARTS_BEHIND);
        List<String> known = behind.stream().map(ChartAssessment::name).toList();
        List<String> unknown = request.unknown(known);
        if (!unknown.isEmpty()) {
            return draft.unknown(unknown, known);
        }
        for (ChartAssessment chart : behind) {
            add(draft, request, situation, chart);
        }
        return draft.offeredOr("notBehind");
    }

    private static void add(PlanDraft draft, PlanRequest request, Situation situation, ChartAssessment chart) {
        ManagedChart subject = chart.subject();
        ObjectRef ref = subject.metadata().ref();
        Optional<String> meant = situation.meantVersion(subject);
        boolean served = meant.isPresent()
                && request.state()
                        .chartRepository(subject.repoName())
                        .filter(repository ->
                                repository.serves(subject.chart(), meant.get()).isYes())
                        .isPresent();
        if (!ChartVersionGuard.RELEASE_KEYS.containsKey(subject.name()) || !served) {
            draft.leaveOut(ref, "notServed", meant.orElse("–"));
        } else if (chart.paused().isYes()
                && chart.pauseOrigin() == PauseOrigin.MANUAL
                && !request.isNamed(chart.name())) {
            draft.leaveOut(ref, "byPerson");
        } else if (request.names().isEmpty() || request.isNamed(chart.name())) {
            draft.step(
                    new SetChartVersion(ref, subject.metadata().uid(), subject.version(), meant.get()),
                    draft.text("reason", subject.version(), meant.get()));
        }
    }
}
