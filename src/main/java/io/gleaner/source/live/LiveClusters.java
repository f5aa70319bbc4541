package io.gleaner.source.live;

import io.gleaner.model.Text;
import io.gleaner.source.ClusterSource;
import java.time.Duration;
import java.util.function.Predicate;

/** Connects to clusters. */
public final class LiveClusters {
    private LiveClusters() {}

    /**
     * What a quick look at a context found.
     *
     * @param harvesterVersion empty when not reachable or not a Harvester
     * @param pausedCharts -1 when not known
     * @param problem cause and next step in one sentence; null when all is well
     */
    public record Probe(
            boolean reachable,
            String harvesterVersion,
            int pausedCharts,
            @org.jspecify.annotations.Nullable Text problem) {}

    /**
     * Connects and starts to read in the background; problems show at {@link ClusterSource#load}.
     *
     * @param mayRun asked before the exec plugin of a kubeconfig that is not the user's default one is run
     * @throws io.gleaner.source.SourceException when the context cannot be used at all
     */
    public static ClusterSource connect(ClusterContext context, Predicate<ClusterContext> mayRun) {
        throw new IllegalStateException("under construction");
    }

    /** A short look at a context for the connect screen; never throws, never runs an unapproved plugin. */
    public static Probe probe(ClusterContext context, Duration timeout) {
        throw new IllegalStateException("under construction");
    }
}
