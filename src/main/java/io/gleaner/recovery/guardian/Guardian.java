package io.gleaner.recovery.guardian;

import io.gleaner.analysis.Assessment;
import io.gleaner.model.Origin;
import io.gleaner.model.Text;
import io.gleaner.recovery.Executor;
import io.gleaner.recovery.GuardResult;
import io.gleaner.recovery.Preview;
import io.gleaner.recovery.RecoveryPlan;
import io.gleaner.recovery.RequestFailure;
import io.gleaner.recovery.RunResult;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches a cluster and, when an upgrade ended and left its charts paused, resumes them under the same protocol and guards as a
 * person would: never one that was paused by a person or before the upgrade, never while the manifest Job lives.
 */
public final class Guardian {
    private static final Duration FIRST_BACK_OFF = Duration.ofMinutes(1);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(30);

    private final Watch watch;
    private final Executor executor;
    private final PauseMemoryFile file;
    private final Duration verifyTimeout;
    private final InstantSource clock;
    private final Consumer<GuardianNews> told;

    private PauseMemory memory;
    private Duration backOff = FIRST_BACK_OFF;
    private Instant nextTry = Instant.MIN;
    private @Nullable Decision lastDecision;

    private Guardian(
            ClusterSource source,
            Executor executor,
            PauseMemoryFile file,
            Duration verifyTimeout,
            InstantSource clock,
            Consumer<GuardianNews> told) {
        this.watch = new Watch(source, told);
        this.executor = executor;
        this.file = file;
        this.verifyTimeout = verifyTimeout;
        this.clock = clock;
        this.told = told;
        this.memory = file.read();
    }

    /**
     * A Guardian for one cluster.
     *
     * @param stateFolder where the journal is; what was seen of the pauses is kept beside it
     * @param verifyTimeout how long each step of a run may take to show its effect
     * @param told called on the thread that watches
     * @throws io.gleaner.recovery.JournalException when what was kept cannot be read
     */
    public static Guardian of(
            ClusterSource source,
            Executor executor,
            Origin origin,
            Path stateFolder,
            Duration verifyTimeout,
            InstantSource clock,
            Consumer<GuardianNews> told) {
        return new Guardian(source, executor, new PauseMemoryFile(stateFolder, origin), verifyTimeout, clock, told);
    }

    /**
     * Watches until it is stopped; blocks.
     *
     * @param stopped asked twice a second, and between the steps of a run
     */
    public void watch(BooleanSupplier stopped) throws InterruptedException {
        watch.run(stopped, assessment -> {
            remember(assessment);
            decide(Decision.of(assessment, memory), stopped);
        });
    }

    private void remember(Assessment assessment) {
        PauseMemory after = memory.seeing(assessment);
        if (!after.lasting().equals(memory.lasting())) {
            file.write(after);
        }
        memory = after;
    }

    private void decide(Decision decision, BooleanSupplier stopped) {
        switch (decision) {
            case Decision.Rest _ -> rest();
            case Decision.Leave(var charts) -> {
                if (!decision.equals(lastDecision)) {
                    told.accept(new GuardianNews.Left(charts));
                }
            }
            case Decision.Resume(var plan) -> {
                if (!clock.instant().isBefore(nextTry)) {
                    resume(plan, stopped);
                }
            }
        }
        lastDecision = decision;
    }

    private void rest() {
        backOff = FIRST_BACK_OFF;
        nextTry = Instant.MIN;
    }

    private void resume(RecoveryPlan plan, BooleanSupplier stopped) {
        told.accept(new GuardianNews.Starting(plan));
        try {
            Preview preview = executor.preview(plan);
            Optional<GuardResult> refusal = preview.steps().stream()
                    .flatMap(step -> step.guards().stream())
                    .filter(guard -> !guard.passed())
                    .findFirst();
            if (refusal.isPresent()) {
                failed(Text.of(
                        "recovery.guardian.guard",
                        refusal.get().guard(),
                        refusal.get().fact()));
                return;
            }
            RunResult result = executor.run(
                    preview, verifyTimeout, progress -> told.accept(new GuardianNews.Step(plan, progress)), stopped);
            if (result.outcome() == RunResult.Outcome.SUCCEEDED) {
                backOff = FIRST_BACK_OFF;
                // What was seen before the run may still be shown for a moment.
                nextTry = clock.instant().plus(FIRST_BACK_OFF);
                told.accept(new GuardianNews.Resumed(result));
            } else {
                failed(result.summary());
            }
        } catch (ClusterRequestException e) {
            failed(RequestFailure.text(e));
        }
    }

    private void failed(Text why) {
        nextTry = clock.instant().plus(backOff);
        backOff = backOff.multipliedBy(2).compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : backOff.multipliedBy(2);
        told.accept(new GuardianNews.Failed(why, nextTry));
    }
}
