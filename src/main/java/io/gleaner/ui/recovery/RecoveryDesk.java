package io.gleaner.ui.recovery;

import io.gleaner.analysis.Assessment;
import io.gleaner.model.ClusterState;
import io.gleaner.recovery.PlanOffer;
import io.gleaner.recovery.Preview;
import io.gleaner.recovery.RecordedRun;
import io.gleaner.recovery.RecoveryPlan;
import io.gleaner.recovery.RunResult;
import io.gleaner.recovery.StepProgress;
import io.gleaner.recovery.UnfinishedRun;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What the recovery flow needs: plans are made at once, everything else blocks. */
public interface RecoveryDesk {
    /** @param charts the charts to touch; empty means all that are safe to take together */
    PlanOffer plan(String name, Assessment assessment, ClusterState state, Set<String> charts);

    PlanOffer undo(RecordedRun run);

    /** Looks at the live objects to say what became of each step. */
    UnfinishedRun inspect(RecordedRun run);

    /** Offers to do what is left of a run that was cut short. Reads the journal. */
    PlanOffer finish(UnfinishedRun run, Assessment assessment, ClusterState state);

    /** Completes the record of the run with what was found; nothing is changed on the cluster. */
    void close(UnfinishedRun run);

    Preview preview(RecoveryPlan plan);

    RunResult run(Preview shown, Consumer<StepProgress> progress, BooleanSupplier cancelled);

    Optional<RecordedRun> recorded(String runId);

    Path journalFile();
}
