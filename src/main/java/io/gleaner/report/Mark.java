package io.gleaner.report;

import io.gleaner.analysis.PhaseProgress;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.UpgradeAssessment;
import io.gleaner.analysis.Verdict;

/** The shape and the colour of a state. The word always goes with it: colour is never the only carrier. */
public enum Mark {
    READY("●", "32"),
    IN_TRANSITION("◐", "34"),
    PAUSED("‖", "33"),
    NEEDS_YOU("▲", "38;5;208"),
    BROKEN("■", "31"),
    UNKNOWN("○", "90"),
    NOT_CHECKED("╌", "90"),
    NOT_REACHED("–", "90");

    private final String shape;
    private final String colour;

    Mark(String shape, String colour) {
        this.shape = shape;
        this.colour = colour;
    }

    public String shape() {
        return shape;
    }

    /** The parameters of the ANSI escape sequence that selects this colour. */
    String colour() {
        return colour;
    }

    public static Mark of(Verdict verdict) {
        return switch (verdict) {
            case HEALTHY -> READY;
            case IN_TRANSITION, ROLLING -> IN_TRANSITION;
            case PAUSED_SAFE -> PAUSED;
            case PAUSED_PENDING_CHANGE, PAUSE_NOT_PROPAGATED, LAGGING -> NEEDS_YOU;
            case PAUSED_UNRESOLVABLE, HALF_RESUMED, VERSION_NOT_SERVED, NOT_READY -> BROKEN;
            case UNKNOWN -> UNKNOWN;
        };
    }

    public static Mark of(Severity severity) {
        return switch (severity) {
            case INFO -> UNKNOWN;
            case WARNING -> IN_TRANSITION;
            case ERROR -> NEEDS_YOU;
            case CRITICAL -> BROKEN;
        };
    }

    public static Mark of(PhaseProgress.State state) {
        return switch (state) {
            case DONE -> READY;
            case RUNNING -> IN_TRANSITION;
            case FAILED -> BROKEN;
            case PENDING, SKIPPED -> NOT_REACHED;
            case UNKNOWN -> UNKNOWN;
        };
    }

    public static Mark of(UpgradeAssessment.Pace pace) {
        return switch (pace) {
            case COMPLETED -> READY;
            case PROGRESSING -> IN_TRANSITION;
            case SLOW, STALLED -> NEEDS_YOU;
            case FAILED, ABORTED -> BROKEN;
        };
    }

    public static Mark of(UpgradeAssessment.State state) {
        return switch (state) {
            case SUCCEEDED -> READY;
            case RUNNING, CANCELLING -> IN_TRANSITION;
            case PAUSED -> PAUSED;
            case FAILED, ABORTED -> BROKEN;
        };
    }
}
