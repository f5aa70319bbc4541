package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.Situation;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Since when is long enough: relative to the facts, there is no clock. */
final class Lasting {
    /** What Fleet and Rancher are given to get over it themselves: their retries come at most two minutes apart. */
    static final Duration GRACE = Duration.ofMinutes(15);

    private Lasting() {}

    /** An unknown beginning lasts not long enough. */
    static boolean lasts(Situation situation, @Nullable Instant since, Duration limit) {
        return since != null && !since.plus(limit).isAfter(situation.state().asOf());
    }

    /** Whether it is there to stay: at once without the script, after {@link #GRACE} while the script is at work. */
    static boolean persists(Situation situation, @Nullable Instant since) {
        return situation.manifests().active().isNo() || lasts(situation, since, GRACE);
    }
}
