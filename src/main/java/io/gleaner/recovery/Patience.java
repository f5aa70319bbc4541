package io.gleaner.recovery;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** How long something may still take. Measured by the time that passes, whatever happens to the workstation's clock. */
final class Patience {
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final long start = System.nanoTime();
    private final Duration timeout;
    private final BooleanSupplier cancelled;

    Patience(Duration timeout, BooleanSupplier cancelled) {
        this.timeout = timeout;
        this.cancelled = cancelled;
    }

    Duration left() {
        return timeout.minusNanos(System.nanoTime() - start);
    }

    /** How long to watch one object before everything is looked at again: what is waited for may have moved elsewhere. */
    Duration forOneLook() {
        Duration left = left();
        return LOOK.compareTo(left) < 0 ? LOOK : left;
    }

    boolean isOver() {
        return !left().isPositive();
    }

    boolean isCancelled() {
        return cancelled.getAsBoolean();
    }

    BooleanSupplier cancelled() {
        return cancelled;
    }

    /** Lets a server that is in trouble breathe before it is asked again. */
    void pause() {
        Duration left = left();
        LockSupport.parkNanos((PAUSE.compareTo(left) < 0 ? PAUSE : left).toNanos());
    }
}
