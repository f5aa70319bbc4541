package io.gleaner.ui.connect;

import io.gleaner.source.ClusterSource;
import io.gleaner.source.live.ClusterContext;
import io.gleaner.source.live.LiveClusters.Probe;
import io.gleaner.source.scenario.Scenarios.Scenario;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the connect screen needs of the sources. All but {@link #scenarios} blocks. */
public interface Clusters {
    /** The user's own kubeconfig files that exist. */
    List<Path> defaultFiles();

    /** @throws io.gleaner.source.SourceException when a file is missing or unreadable */
    List<ClusterContext> contexts(List<Path> files);

    /**
     * The named context, else the current one.
     *
     * @throws io.gleaner.source.SourceException when there is no such file or context
     */
    ClusterContext find(@Nullable Path file, @Nullable String context);

    Probe probe(ClusterContext context);

    /** Connects; an exec plugin must have been agreed to by now. */
    ClusterSource connect(ClusterContext context);

    List<Scenario> scenarios();

    ClusterSource openScenario(String name);

    /** @throws io.gleaner.source.SourceException when it is no support bundle */
    ClusterSource openBundle(Path bundle);
}
