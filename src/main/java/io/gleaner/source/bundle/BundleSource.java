package io.gleaner.source.bundle;

import io.gleaner.model.ClusterState;
import io.gleaner.model.Text;
import io.gleaner.source.ClusterSource;
import io.gleaner.source.ClusterWriter;
import io.gleaner.source.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A recording: one picture that never changes, with a clock that stands. */
public final class BundleSource implements ClusterSource {
    private final ClusterState state;
    private final List<Text> notices;
    private final CompletableFuture<Void> keeping;

    BundleSource(ClusterState state, List<Text> notices, CompletableFuture<Void> keeping) {
        this.state = state;
        this.notices = notices;
        this.keeping = keeping;
    }

    @Override
    public ClusterState load(Duration timeout) {
        return state;
    }

    /** What is unusual about the recording itself: that it breaks off, or what was left out for safety. */
    public List<Text> notices() {
        return notices;
    }

    @Override
    public Subscription observe(Consumer<Observation> listener) {
        AtomicBoolean open = new AtomicBoolean(true);
        Thread.ofVirtual().name("bundle-observer").start(() -> {
            if (open.get()) {
                listener.accept(new Observation(state, new Observation.Freshness.Recorded()));
            }
        });
        return () -> open.set(false);
    }

    @Override
    public Optional<ClusterWriter> writer() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // Everything was read when it was opened; the process may end when what was read is kept for the next time.
        keeping.join();
    }
}
