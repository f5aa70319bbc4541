package io.gleaner.recovery.guardian;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Certainty;
import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.Finding;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.UpgradeAssessment;
import io.gleaner.model.Text;
import io.gleaner.recovery.PlanOffer;
import io.gleaner.recovery.PlanStep;
import io.gleaner.recovery.Planner;
import io.gleaner.recovery.RecoveryPlan;
import io.gleaner.recovery.RecoveryPlan.LeftOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the Guardian makes of an assessment: a pure function of it and the memory. */
sealed interface Decision {
    /** Nothing is left behind, or it is not over yet. */
    record Rest() implements Decision {}

    /** Charts are left behind, and none of them is the Guardian's to resume. */
    record Leave(List<LeftOut> charts) implements Decision {
        public Leave {
            charts = List.copyOf(charts);
        }
    }

    /** These are resumed. */
    record Resume(RecoveryPlan plan) implements Decision {}

    /** The finding that says that an upgrade ended, left its charts paused, and Harvester will not resume them. */
    String CHARTS_LEFT_PAUSED = "C01";

    static Decision of(Assessment assessment, PauseMemory memory) {
        if (!isOver(assessment) || !chartsAreLeft(assessment)) {
            return new Rest();
        }
        return switch (Planner.resumeCharts(assessment, Set.of())) {
            case PlanOffer.Refused(var _, var because) -> new Leave(because);
            case PlanOffer.Offered(var plan) -> chosen(assessment, memory, plan);
        };
    }

    private static boolean isOver(Assessment assessment) {
        return assessment
                .upgradeIfAny()
                .map(UpgradeAssessment::state)
                .filter(state -> switch (state) {
                    case SUCCEEDED, FAILED, ABORTED -> true;
                    case RUNNING, PAUSED, CANCELLING -> false;
                })
                .isPresent();
    }

    /** While Harvester is expected to resume them, the finding is but a warning. */
    private static boolean chartsAreLeft(Assessment assessment) {
        return assessment.findings().stream()
                // With a cause behind it, the cause has to go first, and that is for a person.
                .filter(finding -> finding.code().equals(CHARTS_LEFT_PAUSED) && finding.causedBy() == null)
                .map(Finding::severity)
                .anyMatch(severity -> severity.compareTo(Severity.ERROR) >= 0);
    }

    private static Decision chosen(Assessment assessment, PauseMemory memory, RecoveryPlan whole) {
        List<LeftOut> left = new ArrayList<>(whole.leftOut());
        Set<String> taken = whole.steps().stream()
                .map(PlanStep::operation)
                .map(operation -> operation.target().name())
                .filter(name -> {
                    Optional<LeftOut> no = assessment.chart(name).flatMap(chart -> whyNot(chart, memory));
                    no.ifPresent(left::add);
                    return no.isEmpty();
                })
                .collect(Collectors.toSet());
        if (taken.isEmpty()) {
            return new Leave(left);
        }
        return Planner.resumeCharts(assessment, taken) instanceof PlanOffer.Offered(var plan)
                ? new Resume(plan)
                : new Leave(left);
    }

    /** Stricter than for a person who looks at the plan first. */
    private static Optional<LeftOut> whyNot(ChartAssessment chart, PauseMemory memory) {
        String reason;
        if (memory.beganOutsideUpgrade(chart)) {
            reason = "recovery.guardian.leave.outsideUpgrade";
        } else if (chart.pausedBy() == null || chart.pausedBy().certainty() == Certainty.GUESSED) {
            reason = "recovery.guardian.leave.guessed";
        } else {
            return Optional.empty();
        }
        return Optional.of(new LeftOut(chart.subject().metadata().ref(), Text.of(reason)));
    }
}
