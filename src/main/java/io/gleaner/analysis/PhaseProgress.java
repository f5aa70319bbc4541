package io.gleaner.analysis;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One phase on the timeline; a null time is not known or not reached. */
public record PhaseProgress(
        Phase id,
        State state,
        @Nullable Instant start,
        @Nullable Instant end,
        Certainty certainty) {
    /** Where one phase stands. */
    public enum State {
        PENDING,
        RUNNING,
        DONE,
        FAILED,
        SKIPPED,
        UNKNOWN
    }
}
