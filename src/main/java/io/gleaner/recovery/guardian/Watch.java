package io.gleaner.recovery.guardian;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Assessor;
import io.gleaner.model.Text;
import io.gleaner.source.ClusterSource;
import io.gleaner.source.Observation;
import io.gleaner.source.Observation.Freshness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows one cluster and tells what changes about the whole of it. */
public final class Watch {
    private static final Duration TICK = Duration.ofMillis(500);

    private final ClusterSource source;
    private final Consumer<GuardianNews> told;
    private @Nullable Text lastHeadline;
    private @Nullable Freshness lastFreshness;

    /** @param told called on the thread that watches */
    public Watch(ClusterSource source, Consumer<GuardianNews> told) {
        this.source = source;
        this.told = told;
    }

    /** Watches until it is stopped, which is asked twice a second; blocks. */
    public void run(BooleanSupplier stopped) throws InterruptedException {
        run(stopped, _ -> {});
    }

    /** @param companion is shown what holds, at least twice a second, as long as the cluster answers */
    void run(BooleanSupplier stopped, Consumer<Assessment> companion) throws InterruptedException {
        BlockingQueue<Observation> observations = new LinkedBlockingQueue<>();
        try (ClusterSource.Subscription _ = source.observe(observations::add)) {
            @Nullable Assessment current = null;
            while (!stopped.getAsBoolean()) {
                @Nullable Observation newest = newest(observations);
                if (newest != null) {
                    current = newest.freshness() instanceof Freshness.Stale stale ? lost(stale) : seen(newest);
                }
                if (current != null) {
                    companion.accept(current);
                }
            }
        }
    }

    private static @Nullable Observation newest(BlockingQueue<Observation> observations) throws InterruptedException {
        @Nullable Observation newest = observations.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
        List<Observation> more = new ArrayList<>();
        observations.drainTo(more);
        return more.isEmpty() ? newest : more.getLast();
    }

    private Assessment seen(Observation observation) {
        lastFreshness = observation.freshness();
        Assessment assessment = Assessor.assess(observation.state());
        Text headline = assessment.recommendation().headline();
        if (!headline.equals(lastHeadline)) {
            lastHeadline = headline;
            told.accept(new GuardianNews.Seen(assessment));
        }
        return assessment;
    }

    /** Nothing holds while the cluster does not answer. */
    private @Nullable Assessment lost(Freshness.Stale stale) {
        if (!stale.equals(lastFreshness)) {
            told.accept(new GuardianNews.Lost(stale.since(), stale.cause()));
        }
        lastFreshness = stale;
        return null;
    }
}
