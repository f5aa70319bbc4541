package io.gleaner.source.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The time of the cluster: it stands still until it is started and then runs {@code speed} times as fast as ours. */
final class ScenarioClock implements InstantSource {
    private final double speed;
    private Instant origin;
    private boolean running;
    private long startedNanos;

    ScenarioClock(Instant origin, double speed) {
        this.origin = origin;
        this.speed = speed;
    }

    @Override
    public synchronized Instant instant() {
        if (!running) {
            return origin;
        }
        double elapsed = (System.nanoTime() - startedNanos) * speed;
        return origin.plusNanos((long) elapsed).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Turns a clock that stands still to another instant. */
    synchronized void set(Instant instant) {
        if (running) {
            throw new IllegalStateException("the clock of the scenario is already running");
        }
        origin = instant;
    }

    synchronized void start() {
        if (!running) {
            running = true;
            startedNanos = System.nanoTime();
        }
    }

    /** How long a stretch of the cluster's time lasts for us. */
    Duration realTime(Duration clusterTime) {
        return Duration.ofNanos((long) (clusterTime.toNanos() / speed));
    }
}
