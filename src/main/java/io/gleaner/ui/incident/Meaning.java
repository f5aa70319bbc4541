package io.gleaner.ui.incident;

import io.gleaner.analysis.Assessment;
import io.gleaner.model.ClusterState;
import io.gleaner.model.Origin;
import io.gleaner.recovery.PlanOffer;
import io.gleaner.recovery.RecordedRun;
import io.gleaner.source.ClusterWriter;
import java.util.List;

/** What the incident screen needs of the analysis and the recovery. Never called on the FX thread. */
public interface Meaning {
    Assessment assess(ClusterState state);

    /** The plans that can be started from the window. */
    List<String> runnablePlans();

    PlanOffer plan(String name, Assessment assessment, ClusterState state);

    /** Runs on this cluster whose end nobody knows. */
    List<RecordedRun> unfinishedRuns(ClusterWriter cluster, Origin origin);
}
