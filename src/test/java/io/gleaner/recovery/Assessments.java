package io.gleaner.recovery;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Certainty;
import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.ChartVersions;
import io.gleaner.analysis.PauseOrigin;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Verdict;
import io.gleaner.model.ClusterState;
import io.gleaner.model.Known;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.Text;
import java.time.Instant;
import java.util.List;

/** Assessments as the planner gets them, made by hand: every paused chart was left so by an upgrade and is safe to resume. */
final class Assessments {
    private static final Text ANYTHING = Text.of("test.anything");

    private Assessments() {}

    static Assessment of(ClusterState state) {
        return of(
                state,
                state.managedCharts().stream()
                        .map(chart -> chart.paused()
                                ? chart(chart, Verdict.PAUSED_SAFE, PauseOrigin.UPGRADE)
                                : chart(chart, Verdict.HEALTHY, PauseOrigin.NONE))
                        .toList());
    }

    static Assessment of(ClusterState state, List<ChartAssessment> charts) {
        return new Assessment(
                state.origin(),
                state.asOf(),
                List.of(),
                new Assessment.ClusterFacts("v1.4.3", "", "", 3, Known.NO),
                null,
                charts,
                List.of(),
                List.of(),
                new Recommendation(Recommendation.RESUME_CHARTS, ANYTHING, ANYTHING, ANYTHING, ANYTHING, null));
    }

    /** The assessment with one chart judged otherwise. */
    static Assessment with(Assessment assessment, String name, Verdict verdict, PauseOrigin origin) {
        return new Assessment(
                assessment.origin(),
                assessment.asOf(),
                assessment.coverage(),
                assessment.cluster(),
                null,
                assessment.charts().stream()
                        .map(chart -> chart.name().equals(name) ? chart(chart.subject(), verdict, origin) : chart)
                        .toList(),
                List.of(),
                List.of(),
                assessment.recommendation());
    }

    static ChartAssessment chart(ManagedChart subject, Verdict verdict, PauseOrigin origin) {
        boolean pending = verdict == Verdict.PAUSED_PENDING_CHANGE;
        return new ChartAssessment(
                subject,
                Known.of(subject.paused()),
                Known.of(subject.paused()),
                Known.YES,
                Known.YES,
                Known.YES,
                verdict,
                origin,
                origin == PauseOrigin.MANUAL
                        ? new ChartAssessment.PausedBy(
                                "kubectl-edit", Instant.parse("2025-06-20T13:07:44Z"), Certainty.DERIVED)
                        : null,
                "",
                "Ready",
                null,
                pending ? "1.0.0" : subject.version(),
                new ChartVersions(
                        subject.version(),
                        subject.version(),
                        subject.version(),
                        pending ? "1.0.0" : subject.version(),
                        null),
                pending ? Text.of("test.change", "1.0.0", subject.version()) : null,
                ANYTHING,
                verdict == Verdict.PAUSED_UNRESOLVABLE
                        ? List.of(Recommendation.RESUME_CHARTS, Recommendation.REFRESH_CHART_INDEX)
                        : List.of(Recommendation.RESUME_CHARTS));
    }
}
