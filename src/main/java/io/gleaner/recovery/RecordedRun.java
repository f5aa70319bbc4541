package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Origin;
import io.gleaner.model.Text;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run as the journal tells it.
 *
 * @param cluster the source's name and server, to tell clusters apart
 * @param clusterUser who the API server took us for; empty when it did not say
 * @param workstationUser and host, as {@code user@host}
 * @param undoOf the run this one took back; empty otherwise
 * @param ended null for a run that was cut short: nobody knows yet how it ended
 * @param outcome null likewise
 */
public record RecordedRun(
        String runId,
        String plan,
        String cluster,
        String server,
        String clusterUser,
        String workstationUser,
        String undoOf,
        Instant started,
        @Nullable Instant ended,
        RunResult.@Nullable Outcome outcome,
        List<RecordedStep> steps) {

    /**
     * One step.
     *
     * @param operation its name, such as {@code ResumeChart}; a later Gleaner may have left one that this one does not know
     * @param details the operation with all it was planned to do, as JSON
     * @param before the full object before, as JSON and without secrets; of a step that never came to a write only what the
     *     plan knew of it
     * @param patch the JSON Patch that was on its way to the server; empty when none was sent or the server refused it
     * @param after what the server stored, empty when it never answered
     * @param written whether the server confirmed the write
     * @param result how the step ended; null when that is not known or it was not reached
     */
    public record RecordedStep(
            int number,
            String operation,
            ObjectRef target,
            String details,
            String before,
            String patch,
            String after,
            boolean written,
            StepProgress.@Nullable Stage result,
            String detail) {

        /** What it does, in a few words. */
        public Text words() {
            return Operation.words(operation, target);
        }

        /** Written, or sent without an answer. */
        public boolean mayBeWritten() {
            return written || !patch.isEmpty();
        }

        /** The effect was seen on the cluster. */
        public boolean isVerified() {
            return result == StepProgress.Stage.DONE || result == StepProgress.Stage.ALREADY_DONE;
        }
    }

    public RecordedRun {
        steps = List.copyOf(steps);
    }

    /** By the server's address where both have one: the same cluster may be known under several names. */
    public boolean wasMadeOn(Origin origin) {
        String address = Redaction.of(Objects.requireNonNullElse(origin.server(), ""));
        return (address.isEmpty() || server.isEmpty()) ? cluster.equals(origin.name()) : server.equals(address);
    }

    public boolean isUnfinished() {
        return ended == null;
    }
}
