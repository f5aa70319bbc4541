package io.gleaner.analysis.timeline;

import io.gleaner.analysis.PhaseProgress.State;
import io.gleaner.model.Job;
import io.gleaner.model.ObjectRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Job of an upgrade with its tries.
 *
 * @param node where it works; empty for a Job that works for the whole cluster
 * @param tries its Pods, oldest first, as far as they are still there
 */
public record JobRun(Job job, Role role, String node, List<Try> tries) {
    /** What a Job is for. */
    public enum Role {
        PRELOAD,
        MANIFESTS,
        PRE_DRAIN,
        POST_DRAIN,
        SINGLE_NODE,
        RESTORE_MACHINES,
        KUBERNETES,
        OPERATING_SYSTEM,
        SKIP_RESTART,
        SKIP_MANIFESTS,
        CLEANUP,
        OTHER
    }

    /**
     * One Pod of a Job.
     *
     * @param problem why it ended badly or waits, in the API's own word; empty when it does not
     */
    public record Try(
            ObjectRef pod,
            State state,
            @Nullable Instant started,
            @Nullable Instant finished,
            String problem) {}

    public JobRun {
        tries = List.copyOf(tries);
    }

    public State state() {
        if (job.conditions().isTrue("Complete")) {
            return State.DONE;
        }
        if (job.conditions().isTrue("Failed")) {
            return State.FAILED;
        }
        if (job.active() > 0 || tries.stream().anyMatch(each -> each.state() == State.RUNNING)) {
            return State.RUNNING;
        }
        // Suspended, or between two tries: nobody works, and nothing says that it is over.
        return job.started() == null ? State.PENDING : job.suspended() ? State.UNKNOWN : State.RUNNING;
    }

    public @Nullable Instant started() {
        return job.started();
    }

    /** When it completed or was given up; empty while it goes on. */
    public Optional<Instant> ended() {
        return Optional.ofNullable(job.completed())
                .or(() -> state() == State.FAILED ? job.conditions().since("Failed") : Optional.empty());
    }

    /** Failed Pods, those that are gone included. */
    public int failures() {
        long seen = tries.stream().filter(each -> each.state() == State.FAILED).count();
        return Math.max(job.failed(), (int) seen);
    }
}
