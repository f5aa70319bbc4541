package io.gleaner.ui.incident;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.PhaseProgress;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Verdict;
import io.gleaner.ui.widget.State;

/** Which state stands for which meaning. */
final class Looks {
    private Looks() {}

    /** The state of the cluster as a whole. Green only when everything was looked at and is well. */
    static State of(Assessment assessment) {
        boolean critical = assessment.findings().stream().anyMatch(finding -> finding.severity() == Severity.CRITICAL);
        boolean error = assessment.findings().stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
        boolean unknown = assessment.charts().stream().anyMatch(chart -> chart.verdict() == Verdict.UNKNOWN);
        return switch (assessment.recommendation().plan()) {
            case Recommendation.WAIT -> State.IN_TRANSITION;
            case Recommendation.NONE ->
                error ? State.NEEDS_YOU : unknown || assessment.charts().isEmpty() ? State.UNKNOWN : State.READY;
            case Recommendation.ASK_SUPPORT -> State.BROKEN;
            default -> critical ? State.BROKEN : State.NEEDS_YOU;
        };
    }

    static State of(Verdict verdict) {
        return switch (verdict) {
            case HEALTHY -> State.READY;
            case IN_TRANSITION, ROLLING -> State.IN_TRANSITION;
            case PAUSED_SAFE -> State.PAUSED;
            case PAUSED_PENDING_CHANGE, LAGGING, PAUSE_NOT_PROPAGATED -> State.NEEDS_YOU;
            case PAUSED_UNRESOLVABLE, HALF_RESUMED, VERSION_NOT_SERVED, NOT_READY -> State.BROKEN;
            case UNKNOWN -> State.UNKNOWN;
        };
    }

    static State of(Severity severity) {
        return switch (severity) {
            case CRITICAL -> State.BROKEN;
            case ERROR -> State.NEEDS_YOU;
            case WARNING -> State.NOTICE;
            case INFO -> State.NOTE;
        };
    }

    static State of(PhaseProgress.State phase) {
        return switch (phase) {
            case DONE -> State.READY;
            case RUNNING -> State.IN_TRANSITION;
            case FAILED -> State.BROKEN;
            case SKIPPED -> State.NOT_CHECKED;
            case PENDING, UNKNOWN -> State.UNKNOWN;
        };
    }
}
