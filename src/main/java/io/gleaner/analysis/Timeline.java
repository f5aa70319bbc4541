package io.gleaner.analysis;

import io.gleaner.analysis.PhaseProgress.State;
import io.gleaner.model.Conditions;
import io.gleaner.model.Job;
import io.gleaner.model.Known;
import io.gleaner.model.Upgrade;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The phases of one Upgrade object with their times. A condition is stamped when it becomes True or False, so its time is the
 * end of its phase; a phase starts when the one before ends, except the first (the object's creation) and the system services
 * (their Job records its own start).
 */
final class Timeline {
    private final Upgrade upgrade;
    private final Conditions conditions;
    private final PhaseDetector.Position position;
    private final Known cleanedUp;
    private final Optional<Job> manifestJob;

    private Timeline(Upgrade upgrade, PhaseDetector.Position position, Known cleanedUp, Optional<Job> manifestJob) {
        this.upgrade = upgrade;
        this.conditions = upgrade.conditions();
        this.position = position;
        this.cleanedUp = cleanedUp;
        this.manifestJob = manifestJob;
    }

    static List<PhaseProgress> of(
            Upgrade upgrade, PhaseDetector.Position position, Known cleanedUp, Optional<Job> manifestJob) {
        Timeline timeline = new Timeline(upgrade, position, cleanedUp, manifestJob);
        return Stream.of(Phase.values())
                .filter(phase -> phase != Phase.DONE)
                .map(timeline::progress)
                .toList();
    }

    /**
     * The timeline of an upgrade of which only traces are left: the order is certain, the times are not.
     *
     * @param chartsPaused when the charts were paused, which is the first thing phase 3 does
     */
    static List<PhaseProgress> ofTraces(Phase stoppedIn, Optional<Instant> chartsPaused) {
        return Stream.of(Phase.values())
                .filter(phase -> phase != Phase.DONE)
                .map(phase -> {
                    State state = phase == Phase.CLEANUP
                            ? State.UNKNOWN
                            : phase == stoppedIn
                                    ? State.FAILED
                                    : phase.compareTo(stoppedIn) < 0 ? State.DONE : State.SKIPPED;
                    Instant start = phase == Phase.SYSTEM_SERVICES ? chartsPaused.orElse(null) : null;
                    return new PhaseProgress(phase, state, start, null, Certainty.GUESSED);
                })
                .toList();
    }

    private PhaseProgress progress(Phase phase) {
        State state = state(phase);
        boolean begun = state != State.PENDING && state != State.SKIPPED;
        Instant start = begun ? start(phase) : null;
        Instant end = begun && state != State.RUNNING ? end(phase) : null;
        boolean passedUnseen = start == null && end == null && phase.compareTo(position.phase()) <= 0;
        return new PhaseProgress(
                phase,
                state,
                start,
                passedUnseen ? Certainty.GUESSED : startCertainty(phase),
                end,
                passedUnseen ? Certainty.GUESSED : endCertainty(phase),
                null);
    }

    private State state(Phase phase) {
        if (phase == Phase.LOGGING && PhaseDetector.loggingDisabled(conditions)) {
            return State.SKIPPED;
        }
        if (phase == Phase.CLEANUP) {
            return cleanupState();
        }
        int order = phase.compareTo(position.phase());
        if (order < 0) {
            return State.DONE;
        }
        return switch (position.state()) {
            case RUNNING, PAUSED -> order == 0 ? State.RUNNING : State.PENDING;
            case FAILED, ABORTED -> order == 0 ? State.FAILED : State.SKIPPED;
            // The Job may still be at work until the object is gone.
            case CANCELLING -> order == 0 ? State.UNKNOWN : State.SKIPPED;
            case SUCCEEDED -> State.DONE;
        };
    }

    private State cleanupState() {
        return switch (position.state()) {
            case RUNNING, PAUSED -> position.phase() == Phase.CLEANUP ? State.RUNNING : State.PENDING;
            case CANCELLING -> State.RUNNING;
            case SUCCEEDED, FAILED, ABORTED ->
                switch (cleanedUp) {
                    case YES -> State.DONE;
                    case NO -> State.RUNNING;
                    case UNKNOWN -> State.UNKNOWN;
                };
        };
    }

    private @Nullable Instant start(Phase phase) {
        return switch (phase) {
            case LOGGING -> upgrade.metadata().created();
            case IMAGE_AND_REPO -> end(Phase.LOGGING);
            case PRELOAD -> end(Phase.IMAGE_AND_REPO);
            case SYSTEM_SERVICES -> jobStart().orElse(end(Phase.PRELOAD));
            case NODES -> end(Phase.SYSTEM_SERVICES);
            case CLEANUP -> {
                Instant deleting = upgrade.metadata().deleting();
                yield deleting != null
                        ? deleting
                        : decided(PhaseDetector.COMPLETED).orElse(end(Phase.NODES));
            }
            case DONE -> null;
        };
    }

    private @Nullable Instant end(Phase phase) {
        String failedCondition = position.failedCondition();
        if (failedCondition != null && failedIn(phase)) {
            return decided(failedCondition).orElse(null);
        }
        Optional<Instant> end = switch (phase) {
            case LOGGING -> decided(PhaseDetector.LOG_READY);
            case IMAGE_AND_REPO -> decided(PhaseDetector.REPO_READY);
            case PRELOAD -> decided(PhaseDetector.NODES_PREPARED).or(this::jobStart);
            case SYSTEM_SERVICES -> decided(PhaseDetector.SYSTEM_SERVICES);
            case NODES -> decided(PhaseDetector.NODES_UPGRADED);
            case CLEANUP -> cleanedUpAt();
            case DONE -> Optional.empty();
        };
        return end.orElse(null);
    }

    private Optional<Instant> jobStart() {
        return manifestJob.map(Job::started);
    }

    /** When a condition became True or False; one that was created Unknown and never changed has no time. */
    private Optional<Instant> decided(String type) {
        return conditions.status(type) == Known.UNKNOWN ? Optional.empty() : conditions.since(type);
    }

    /** The creation, a deletion and a Job's start are on record; else a phase starts when the one before is seen to end. */
    private Certainty startCertainty(Phase phase) {
        boolean onRecord = switch (phase) {
            case LOGGING -> true;
            case SYSTEM_SERVICES -> jobStart().isPresent();
            case CLEANUP -> upgrade.metadata().deleting() != null;
            default -> false;
        };
        return onRecord ? Certainty.MEASURED : Certainty.DERIVED;
    }

    /** A condition is stamped when it changes. */
    private Certainty endCertainty(Phase phase) {
        boolean onRecord = switch (phase) {
            case PRELOAD -> decided(PhaseDetector.NODES_PREPARED).isPresent() || failedIn(phase);
            case CLEANUP, DONE -> false;
            default -> true;
        };
        return onRecord ? Certainty.MEASURED : Certainty.DERIVED;
    }

    private boolean failedIn(Phase phase) {
        return position.failedCondition() != null && phase == position.phase();
    }

    /** Harvester's last word in a cleanup is its label; who wrote labels last, and when, is on record. */
    private Optional<Instant> cleanedUpAt() {
        return upgrade.metadata()
                .label(Upgrade.CLEANUP_LABEL)
                .filter("Succeeded"::equals)
                .flatMap(_ -> upgrade.metadata().fieldWriters().stream()
                        .filter(writer -> writer.fields().contains("metadata.labels"))
                        .flatMap(writer -> Stream.ofNullable(writer.time()))
                        .max(Instant::compareTo));
    }
}
