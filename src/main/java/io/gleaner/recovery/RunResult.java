package io.gleaner.recovery;

import io.gleaner.model.Text;
import java.util.List;

/**
 * How a run ended.
 *
 * @param runId for {@code gleaner undo} and the journal; empty when nothing was started
 */
public record RunResult(String runId, Outcome outcome, List<StepProgress> steps, Text summary) {
    /** The ways a run can end. */
    public enum Outcome {
        SUCCEEDED,
        NOT_PERMITTED,
        REFUSED,
        FAILED,
        NOT_VERIFIED,
        CANCELLED
    }

    public RunResult {
        steps = List.copyOf(steps);
    }
}
