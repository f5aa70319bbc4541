package io.gleaner.recovery;

import io.gleaner.model.Text;
import io.gleaner.recovery.RunResult.Outcome;
import io.gleaner.recovery.StepProgress.Stage;

/**
 * How a step ended.
 *
 * @param outcome what that means for the run; SUCCEEDED lets it go on
 */
record StepEnd(Stage stage, Outcome outcome, Text detail, Journaled journaled) {

    /** What the journal is told of it. */
    enum Journaled {
        ENDED,
        /** Nobody knows whether the write was made: the run stays open until somebody has looked. */
        LEFT_OPEN
    }

    static StepEnd done(Stage stage, Text detail) {
        return new StepEnd(stage, Outcome.SUCCEEDED, detail, Journaled.ENDED);
    }

    static StepEnd refused(Text detail) {
        return new StepEnd(Stage.REFUSED, Outcome.REFUSED, detail, Journaled.ENDED);
    }

    static StepEnd failed(Text detail) {
        return new StepEnd(Stage.FAILED, Outcome.FAILED, detail, Journaled.ENDED);
    }

    static StepEnd notPermitted(Text detail) {
        return new StepEnd(Stage.FAILED, Outcome.NOT_PERMITTED, detail, Journaled.ENDED);
    }

    static StepEnd notVerified(Text detail) {
        return new StepEnd(Stage.NOT_VERIFIED, Outcome.NOT_VERIFIED, detail, Journaled.ENDED);
    }

    static StepEnd cancelled(Text detail) {
        return new StepEnd(Stage.CANCELLED, Outcome.CANCELLED, detail, Journaled.ENDED);
    }

    static StepEnd leftOpen(Text detail) {
        return new StepEnd(Stage.FAILED, Outcome.FAILED, detail, Journaled.LEFT_OPEN);
    }

    boolean letsRunGoOn() {
        return outcome == Outcome.SUCCEEDED;
    }
}
