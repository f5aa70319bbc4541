package io.gleaner.ui.recovery;

import io.gleaner.recovery.Risk;
import io.gleaner.recovery.RunResult.Outcome;
import io.gleaner.recovery.StepProgress.Stage;
import io.gleaner.recovery.UnfinishedRun.Found;
import io.gleaner.ui.widget.State;

/** Which state stands for which station, ending and risk. */
final class Looks {
    private Looks() {}

    static State of(Risk risk) {
        return switch (risk) {
            case NONE, LOW -> State.NOTE;
            case MEDIUM -> State.NOTICE;
            case HIGH -> State.NEEDS_YOU;
        };
    }

    static State of(Stage stage) {
        return switch (stage) {
            case WAITING -> State.UNKNOWN;
            case CHECKING, WRITING, VERIFYING -> State.IN_TRANSITION;
            case DONE, ALREADY_DONE -> State.READY;
            case REFUSED, FAILED -> State.BROKEN;
            case NOT_VERIFIED -> State.NEEDS_YOU;
            case CANCELLED -> State.NOTICE;
        };
    }

    static State of(Found found) {
        return switch (found) {
            case VERIFIED -> State.READY;
            case APPLIED, CHANGED_SINCE -> State.NOTICE;
            case NOT_APPLIED, NOT_SENT, NOT_KNOWN -> State.UNKNOWN;
        };
    }

    static State of(Outcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> State.READY;
            case NOT_PERMITTED, REFUSED, FAILED -> State.BROKEN;
            case NOT_VERIFIED -> State.NEEDS_YOU;
            case CANCELLED -> State.NOTICE;
        };
    }
}
