package io.gleaner.source.live;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Wakes one waiting thread; raised twice before anybody waits, it still wakes it once. */
final class Signal {
    private final BlockingQueue<Boolean> raised = new ArrayBlockingQueue<>(1);

    void raise() {
        raised.offer(true);
    }

    void await() throws InterruptedException {
        raised.take();
    }

    void await(Duration timeout) throws InterruptedException {
        raised.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
}
