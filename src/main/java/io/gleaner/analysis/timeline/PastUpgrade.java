package io.gleaner.analysis.timeline;

import io.gleaner.analysis.UpgradeAssessment;
import io.gleaner.analysis.UpgradeAssessment.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Another upgrade on record, besides the one the timeline is about. */
public record PastUpgrade(
        String name,
        Engine engine,
        String from,
        String to,
        UpgradeAssessment.State state,
        @Nullable Instant started,
        @Nullable Instant ended) {

    public Optional<Duration> duration() {
        return started == null || ended == null || ended.isBefore(started)
                ? Optional.empty()
                : Optional.of(Duration.between(started, ended));
    }
}
