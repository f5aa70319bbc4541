package io.gleaner.recovery;

import io.gleaner.model.Text;
import java.time.Instant;

/** Where one step of a run is. */
public record StepProgress(int step, Stage stage, Instant at, Text detail) {
    /** The stations of a step in their order, then the ways it can end. */
    public enum Stage {
        WAITING,
        CHECKING,
        WRITING,
        VERIFYING,
        DONE,
        /** The object was already as wanted; nothing was sent. */
        ALREADY_DONE,
        REFUSED,
        FAILED,
        NOT_VERIFIED,
        CANCELLED;

        public boolean isFinal() {
            return ordinal() >= DONE.ordinal();
        }
    }
}
