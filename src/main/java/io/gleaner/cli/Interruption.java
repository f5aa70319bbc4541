package io.gleaner.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C, or the end of the session, while work is going on: asks the work to stop at the next good place and holds the process
 * until it has told what was done.
 */
final class Interruption implements AutoCloseable {
    /** Longer than a request to the server may take; after that the journal has to tell the rest. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AtomicBoolean requested = new AtomicBoolean();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Runnable announcement) {
        this.hook = new Thread(() -> requestAndWait(announcement), "interruption");
    }

    static Interruption watch(Runnable announcement) {
        Interruption interruption = new Interruption(announcement);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    boolean isRequested() {
        return requested.get();
    }

    /** The work is done and told. */
    @Override
    public void close() {
        finished.countDown();
        if (!isRequested()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException _) {
                // The process has begun to end between the two lines; the hook finds nothing to wait for.
                requested.set(true);
            }
        }
    }

    private void requestAndWait(Runnable announcement) {
        if (finished.getCount() == 0) {
            return;
        }
        requested.set(true);
        announcement.run();
        try {
            boolean _ = finished.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
