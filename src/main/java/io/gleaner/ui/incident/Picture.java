package io.gleaner.ui.incident;

import io.gleaner.analysis.Assessment;
import io.gleaner.source.Observation;
import java.time.Duration;
import java.time.Instant;

/**
 * What the screen shows: facts, what they mean, and when they arrived here.
 *
 * @param received on our own clock, which is not the cluster's
 */
record Picture(Observation observation, Assessment assessment, NextStep nextStep, Instant received) {
    /**
     * The instant ages count to. While watches run, the facts hold until told otherwise, so the cluster's time goes on with ours;
     * stale and recorded facts keep the time they were read at.
     */
    Instant now(Instant ours) {
        return observation.freshness() instanceof Observation.Freshness.Live
                ? assessment.asOf().plus(elapsed(ours))
                : assessment.asOf();
    }

    private Duration elapsed(Instant ours) {
        Duration elapsed = Duration.between(received, ours);
        return elapsed.isNegative() ? Duration.ZERO : elapsed;
    }
}
