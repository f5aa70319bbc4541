package io.gleaner.ui;

import io.gleaner.analysis.Assessment;
import io.gleaner.model.ClusterState;
import io.gleaner.recovery.Executor;
import io.gleaner.recovery.Journal;
import io.gleaner.recovery.PlanOffer;
import io.gleaner.recovery.Planner;
import io.gleaner.recovery.Preview;
import io.gleaner.recovery.RecordedRun;
import io.gleaner.recovery.RecoveryPlan;
import io.gleaner.recovery.RunResult;
import io.gleaner.recovery.StepProgress;
import io.gleaner.recovery.UnfinishedRun;
import io.gleaner.recovery.UnfinishedRuns;
import io.gleaner.ui.recovery.RecoveryDesk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The recovery protocol on one cluster. */
record JournaledRecovery(Executor executor, UnfinishedRuns unfinishedRuns, Journal journal) implements RecoveryDesk {
    private static final Duration VERIFY_TIMEOUT = Duration.ofMinutes(15);

    @Override
    public PlanOffer plan(String name, Assessment assessment, ClusterState state, Set<String> charts) {
        return Planner.plan(name, assessment, state, charts);
    }

    @Override
    public PlanOffer undo(RecordedRun run) {
        return Planner.undo(run);
    }

    @Override
    public UnfinishedRun inspect(RecordedRun run) {
        return unfinishedRuns.inspect(run);
    }

    @Override
    public PlanOffer finish(UnfinishedRun run, Assessment assessment, ClusterState state) {
        return unfinishedRuns.finish(run, assessment, state);
    }

    @Override
    public void close(UnfinishedRun run) {
        unfinishedRuns.close(run);
    }

    @Override
    public Preview preview(RecoveryPlan plan) {
        return executor.preview(plan);
    }

    @Override
    public RunResult run(Preview shown, Consumer<StepProgress> progress, BooleanSupplier cancelled) {
        return executor.run(shown, VERIFY_TIMEOUT, progress, cancelled);
    }

    @Override
    public Optional<RecordedRun> recorded(String runId) {
        return journal.run(runId);
    }

    @Override
    public Path journalFile() {
        return journal.file();
    }
}
