package io.gleaner.analysis.timeline;

import io.gleaner.analysis.Certainty;
import io.gleaner.analysis.PhaseProgress.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step of the manifest script.
 *
 * @param certainty MEASURED from the script's own log, DERIVED from what the script changes
 */
public record StepProgress(
        ScriptStep step,
        State state,
        @Nullable Instant start,
        @Nullable Instant end,
        Certainty certainty) {

    public Optional<Duration> duration() {
        return start == null || end == null || end.isBefore(start)
                ? Optional.empty()
                : Optional.of(Duration.between(start, end));
    }
}
