package io.gleaner.source;

import io.gleaner.model.ClusterState;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Facts of one cluster, as one picture or as a stream. Safe for use by several threads. */
public interface ClusterSource extends AutoCloseable {

    /**
     * One complete picture: waits until every kind has been read or has failed.
     *
     * @throws SourceException when the source as a whole cannot be read, or holds no Harvester
     */
    ClusterState load(Duration timeout);

    /**
     * Follows the cluster: the current observation at once if there is one, then every change, bursts folded into one.
     * The listener is called on a thread of the source, one call at a time, and must not block.
     */
    Subscription observe(Consumer<Observation> listener);

    /** The way to change this cluster; empty for recordings. */
    Optional<ClusterWriter> writer();

    @Override
    void close();

    /** Ends an observation; closing twice is harmless. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
