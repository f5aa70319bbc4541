package io.gleaner.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One phase on the timeline; a null time is not known or not reached.
 *
 * @param expectedEnd an estimate, never a promise; null when the phase is over, or nothing allows one
 */
public record PhaseProgress(
        Phase id,
        State state,
        @Nullable Instant start,
        Certainty startCertainty,
        @Nullable Instant end,
        Certainty endCertainty,
        @Nullable Instant expectedEnd) {
    /** Where one phase, one step or one piece of work stands. */
    public enum State {
        PENDING,
        RUNNING,
        DONE,
        FAILED,
        SKIPPED,
        UNKNOWN
    }

    /** A phase whose times are all known in the same way. */
    public PhaseProgress(Phase id, State state, @Nullable Instant start, @Nullable Instant end, Certainty certainty) {
        this(id, state, start, certainty, end, certainty, null);
    }

    /** That of the time that is known least. */
    public Certainty certainty() {
        if (start == null) {
            return end == null ? startCertainty : endCertainty;
        }
        return end == null || startCertainty.compareTo(endCertainty) > 0 ? startCertainty : endCertainty;
    }

    /** How long it took; empty unless both times are known. */
    public Optional<Duration> duration() {
        return start == null || end == null || end.isBefore(start)
                ? Optional.empty()
                : Optional.of(Duration.between(start, end));
    }

    PhaseProgress expectedToEnd(@Nullable Instant time) {
        return new PhaseProgress(id, state, start, startCertainty, end, endCertainty, time);
    }
}
