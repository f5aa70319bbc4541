package io.gleaner.source.live;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Supplier;

/**
 * Lets a caller wait on a thread of the common pool. The JDK's HTTP client hands out its answers on that pool, which on two
 * cores is a single thread: who waited there for an answer would wait for himself.
 */
final class PoolAwareWait {
    private PoolAwareWait() {}

    /** Runs a task that waits; on a pool's thread aside, in a way that makes the pool bring up another thread. */
    static <T> T run(Supplier<T> task) {
        if (!ForkJoinTask.inForkJoinPool()) {
            return task.get();
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread worker = Thread.ofVirtual().name("cluster-wait").start(() -> {
            try {
                result.complete(task.get());
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
        try {
            try {
                return result.get();
            } catch (InterruptedException _) {
                // The task knows what its interruption means.
                worker.interrupt();
                Thread.currentThread().interrupt();
                return result.join();
            }
        } catch (ExecutionException | CompletionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(e);
        }
    }
}
