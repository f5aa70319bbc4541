package io.gleaner.recovery;

import io.gleaner.model.Origin;
import io.gleaner.source.ClusterWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The only writer: takes plans through the protocol, from the permission check to the verification. Blocking. */
public final class Executor {
    public Executor(ClusterWriter cluster, Origin origin, Journal journal, InstantSource clock) {}

    /** Asks for permission, guards and dry runs; writes nothing to the cluster and nothing to the journal. */
    public Preview preview(RecoveryPlan plan) {
        throw new IllegalStateException("under construction");
    }

    /**
     * Runs a plan the user has seen. Stops at the first step that is refused, fails or does not verify.
     *
     * @param shown what the user agreed to; a live object that differs from it stops the run
     * @param verifyTimeout how long each step may take to show its effect
     * @param progress called on the calling thread for every change of a step
     * @param cancelled asked between steps and while verifying; what was written stays written and journaled
     */
    public RunResult run(
            Preview shown, Duration verifyTimeout, Consumer<StepProgress> progress, BooleanSupplier cancelled) {
        throw new IllegalStateException("under construction");
    }
}
