package io.gleaner.ui.incident;

import io.gleaner.model.Text;
import io.gleaner.source.Observation;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Facts that no longer follow the cluster.
 *
 * @param since on the cluster's clock
 * @param ageWhenNoticed how old the facts were when we were told
 * @param noticed on our own clock
 */
record Staleness(Instant since, Text cause, Duration ageWhenNoticed, Instant noticed, Duration age) {
    /** Null for fresh facts; keeps counting from the same start while the same outage lasts. */
    static @Nullable Staleness of(Picture picture, @Nullable Staleness before) {
        if (!(picture.observation().freshness() instanceof Observation.Freshness.Stale(var since, var cause))) {
            return null;
        }
        if (before != null && before.since.equals(since)) {
            return before;
        }
        Duration age = Duration.between(since, picture.assessment().asOf());
        Duration known = age.isNegative() ? Duration.ZERO : age;
        return new Staleness(since, cause, known, picture.received(), known);
    }

    Staleness at(Instant ours) {
        return new Staleness(
                since, cause, ageWhenNoticed, noticed, ageWhenNoticed.plus(Duration.between(noticed, ours)));
    }
}
