package io.gleaner.source;

import io.gleaner.model.ClusterState;
import io.gleaner.model.Text;
import java.time.Instant;

/** A cluster state and how fresh it is. */
public record Observation(ClusterState state, Freshness freshness) {

    /** Whether the facts still follow the cluster. */
    public sealed interface Freshness {
        /** Watches are running. */
        record Live() implements Freshness {}

        /** The API server does not answer; the facts are as old as {@code since}. */
        record Stale(Instant since, Text cause) implements Freshness {}

        /** A recording: it never changes. */
        record Recorded() implements Freshness {}
    }

    public boolean isStale() {
        return freshness instanceof Freshness.Stale;
    }
}
