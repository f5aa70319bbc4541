package io.gleaner.ui.fx;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Brings a stream of values to the FX thread without flooding it: each is worked on in the background, at most one in an
 * interval arrives, and what is overtaken on the way is dropped. The newest value always arrives.
 */
public final class NewestOnly<I, O> implements AutoCloseable {
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("gleaner-newest").factory());
    private final AtomicReference<@Nullable I> waiting = new AtomicReference<>();
    private final Duration interval;
    private final Function<I, O> work;
    private final Executor fxThread;
    private final Consumer<O> deliver;
    // Only touched by the worker.
    private long lastDelivery;
    private boolean deliveredBefore;

    /**
     * @param interval the shortest time between two deliveries
     * @param work done in the background
     * @param deliver called on the FX thread
     */
    public NewestOnly(Duration interval, Function<I, O> work, Executor fxThread, Consumer<O> deliver) {
        this.interval = interval;
        this.work = work;
        this.fxThread = fxThread;
        this.deliver = deliver;
    }

    /** Never blocks. */
    public void accept(I value) {
        if (waiting.getAndSet(value) == null) {
            try {
                worker.execute(this::schedule);
            } catch (RejectedExecutionException _) {
                // Closed: nobody waits for it any more.
                waiting.set(null);
            }
        }
    }

    private void schedule() {
        long passed = System.nanoTime() - lastDelivery;
        long delay = deliveredBefore ? Math.max(0, interval.toNanos() - passed) : 0;
        worker.schedule(this::deliverNewest, delay, TimeUnit.NANOSECONDS);
    }

    private void deliverNewest() {
        I newest = waiting.getAndSet(null);
        if (newest == null) {
            return;
        }
        try {
            O result = work.apply(newest);
            // Waiting for the delivery keeps a busy FX thread from being handed more than it can take.
            CompletableFuture.runAsync(() -> deliverUnlessClosed(result), fxThread)
                    .join();
        } catch (RuntimeException failure) {
            // Uncaught exceptions are reported on the FX thread; the next value gets its own chance.
            fxThread.execute(() -> {
                throw failure;
            });
        }
        lastDelivery = System.nanoTime();
        deliveredBefore = true;
    }

    private void deliverUnlessClosed(O result) {
        if (!worker.isShutdown()) {
            deliver.accept(result);
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
