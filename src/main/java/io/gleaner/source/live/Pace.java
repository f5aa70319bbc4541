package io.gleaner.source.live;

import java.time.Duration;

/**
 * How quick a live source is.
 *
 * @param heartbeat between two proofs that the server is there
 * @param patience for the answer to one
 * @param fold how long changes are gathered before they are shown
 * @param tick after which an unchanged cluster is looked at anew, because time itself changes what the facts mean
 * @param slow between attempts that need a person first (a refused login, an expired certificate)
 * @param logs between two readings of what an active Pod writes
 * @param firstPicture after which facts are shown although some kinds are still being read
 */
record Pace(
        Duration heartbeat,
        Duration patience,
        Duration fold,
        Duration tick,
        Duration slow,
        Duration logs,
        Duration firstPicture) {
    static final Pace NORMAL = new Pace(
            Duration.ofSeconds(3),
            Duration.ofSeconds(3),
            Duration.ofMillis(100),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15));
}
