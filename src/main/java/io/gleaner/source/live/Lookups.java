package io.gleaner.source.live;

import io.gleaner.source.ClusterRequestException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Single things that the facts point to, each read in the background, a few at a time.
 *
 * @param <K> what is wanted; another edition of it is another key
 */
final class Lookups<K, V> implements AutoCloseable {
    private static final int AT_A_TIME = 4;

    private final Function<K, V> read;
    private final BiFunction<K, Outcome<V>, Optional<Duration>> again;
    private final Runnable changed;
    private final Executor reader;
    private final Semaphore turns = new Semaphore(AT_A_TIME);
    private final Map<K, Outcome<V>> outcomes = new HashMap<>();
    private final Set<K> underWay = new HashSet<>();
    private Set<K> wanted = Set.of();
    private boolean isClosed;

    /** What came of a reading: one of both. */
    record Outcome<V>(@Nullable V value, @Nullable ClusterRequestException failure) {}

    /**
     * @param read one attempt; runs on a thread of its own
     * @param again after which time a thing is read once more; empty for never
     * @param changed called after every reading that brought something new
     */
    Lookups(String name, Function<K, V> read, BiFunction<K, Outcome<V>, Optional<Duration>> again, Runnable changed) {
        this.read = read;
        this.again = again;
        this.changed = changed;
        this.reader = task -> Thread.ofVirtual().name(name).start(task);
    }

    /** From now on these; whatever is no longer wanted is forgotten. */
    synchronized void want(Collection<K> keys) {
        wanted = new LinkedHashSet<>(keys);
        outcomes.keySet().retainAll(wanted);
        if (!isClosed) {
            wanted.stream()
                    .filter(key -> !outcomes.containsKey(key) && underWay.add(key))
                    .forEach(key -> reader.execute(() -> read(key)));
        }
    }

    /** Whether there is an outcome, good or bad, for everything that is wanted. */
    synchronized boolean isSettled() {
        return outcomes.keySet().containsAll(wanted);
    }

    synchronized Map<K, Outcome<V>> outcomes() {
        return Map.copyOf(outcomes);
    }

    @Override
    public synchronized void close() {
        isClosed = true;
    }

    private void read(K key) {
        Outcome<V> outcome;
        try {
            turns.acquire();
            try {
                outcome = new Outcome<>(read.apply(key), null);
            } catch (ClusterRequestException e) {
                outcome = new Outcome<>(null, e);
            } finally {
                turns.release();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return;
        }
        if (settle(key, outcome)) {
            changed.run();
        }
    }

    /** Whether that is news. */
    private synchronized boolean settle(K key, Outcome<V> outcome) {
        underWay.remove(key);
        if (isClosed || !wanted.contains(key)) {
            return false;
        }
        Outcome<V> before = outcomes.put(key, outcome);
        again.apply(key, outcome)
                .ifPresent(rest -> CompletableFuture.delayedExecutor(rest.toMillis(), TimeUnit.MILLISECONDS, reader)
                        .execute(() -> readAgain(key)));
        return !outcome.equals(before);
    }

    private void readAgain(K key) {
        synchronized (this) {
            if (isClosed || !wanted.contains(key) || !underWay.add(key)) {
                return;
            }
        }
        read(key);
    }
}
