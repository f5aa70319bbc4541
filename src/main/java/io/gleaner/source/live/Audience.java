package io.gleaner.source.live;

import io.gleaner.source.ClusterSource.Subscription;
import io.gleaner.source.Observation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who listen to a source. One thread asks for the newest observation and tells it to all of them, one after the other, so
 * that a slow listener holds up no informer; bursts of changes are folded into one.
 */
final class Audience implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Audience.class);

    private static final long REST_PER_WORK = 3;

    private final Supplier<@Nullable Observation> newest;
    private final Duration fold;
    private final List<Listening> listeners = new CopyOnWriteArrayList<>();
    private final Signal changes = new Signal();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread teller;

    /**
     * @param newest called on the thread of the audience alone; null when there is nothing yet
     * @param fold the shortest time between two tellings
     */
    Audience(Supplier<@Nullable Observation> newest, Duration fold) {
        this.newest = newest;
        this.fold = fold;
        this.teller = Thread.ofVirtual().name("cluster-audience").unstarted(this::tellForEver);
        teller.start();
    }

    private static final class Listening {
        private final Consumer<Observation> listener;
        // Used by the teller alone.
        private @Nullable Observation seen;

        private Listening(Consumer<Observation> listener) {
            this.listener = listener;
        }
    }

    Subscription add(Consumer<Observation> listener) {
        Listening listening = new Listening(listener);
        listeners.add(listening);
        stir();
        return () -> listeners.remove(listening);
    }

    /** Something may have changed. */
    void stir() {
        changes.raise();
    }

    @Override
    public void close() {
        closed.countDown();
        listeners.clear();
        teller.interrupt();
    }

    private void tellForEver() {
        try {
            long rest;
            do {
                changes.await();
                long begun = System.nanoTime();
                Observation observation = newest.get();
                if (observation != null) {
                    tell(observation);
                }
                // What comes in the meantime waits for the next round. A huge cluster changes all the time: most of it
                // is
                // left to others.
                rest = Math.max(fold.toNanos(), REST_PER_WORK * (System.nanoTime() - begun));
            } while (!closed.await(rest, TimeUnit.NANOSECONDS));
        } catch (InterruptedException _) {
            LOG.debug("The source is closed");
        }
    }

    private void tell(Observation observation) {
        for (Listening listening : listeners) {
            if (observation != listening.seen) {
                listening.seen = observation;
                try {
                    listening.listener.accept(observation);
                } catch (RuntimeException e) {
                    LOG.warn("A listener failed", e);
                }
            }
        }
    }
}
