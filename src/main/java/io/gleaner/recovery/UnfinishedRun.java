package io.gleaner.recovery;

import io.gleaner.model.Text;
import java.util.List;

/** A run that was cut short, with what the cluster says of each of its steps now. */
public record UnfinishedRun(RecordedRun run, List<FoundStep> steps) {

    /** What became of a step. */
    public enum Found {
        /** Its effect was seen before the run was cut short. */
        VERIFIED,
        /** The object is as the step wanted it; whether the effect has shown was not seen. */
        APPLIED,
        /** Sent, but the object is as it was before. */
        NOT_APPLIED,
        /** Never sent. */
        NOT_SENT,
        /** Somebody has changed or replaced the object since. */
        CHANGED_SINCE,
        /** The object cannot be read now. */
        NOT_KNOWN
    }

    /** @param live the object as it was found, as JSON without secrets; empty where it was not looked at */
    public record FoundStep(RecordedRun.RecordedStep step, Found found, Text fact, String live) {}

    public UnfinishedRun {
        steps = List.copyOf(steps);
    }

    /** Whether every step's fate is known, so that the record can be completed. */
    public boolean canBeClosed() {
        return steps.stream().noneMatch(step -> step.found() == Found.NOT_KNOWN);
    }

    List<FoundStep> stepsThatAre(Found found) {
        return steps.stream().filter(step -> step.found() == found).toList();
    }
}
