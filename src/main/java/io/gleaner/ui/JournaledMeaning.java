package io.gleaner.ui;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Assessor;
import io.gleaner.model.ClusterState;
import io.gleaner.model.Origin;
import io.gleaner.recovery.Journal;
import io.gleaner.recovery.PlanOffer;
import io.gleaner.recovery.Planner;
import io.gleaner.recovery.RecordedRun;
import io.gleaner.recovery.UnfinishedRuns;
import io.gleaner.source.ClusterWriter;
import io.gleaner.ui.incident.Meaning;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** The analysis and the planner, with the journal to find runs that were cut short. */
record JournaledMeaning(Journal journal, InstantSource clock) implements Meaning {
    @Override
    public Assessment assess(ClusterState state) {
        return Assessor.assess(state);
    }

    @Override
    public List<String> runnablePlans() {
        return Planner.planNames();
    }

    @Override
    public PlanOffer plan(String name, Assessment assessment, ClusterState state) {
        return Planner.plan(name, assessment, state, Set.of());
    }

    @Override
    public List<RecordedRun> unfinishedRuns(ClusterWriter cluster, Origin origin) {
        return new UnfinishedRuns(cluster, origin, journal, clock).all();
    }
}
