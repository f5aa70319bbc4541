package io.gleaner.recovery;

import io.gleaner.analysis.Assessment;
import java.util.List;
import java.util.Set;

/** Makes plans from assessments. */
public final class Planner {
    private Planner() {}

    /** The names of the plans that can be run. */
    public static List<String> planNames() {
        return List.of("resume-charts");
    }

    /**
     * Offers a plan, or says why it does not apply.
     *
     * @param charts the charts to touch; empty means all that are safe to take together
     * @throws IllegalArgumentException when there is no plan of that name
     */
    public static PlanOffer plan(String name, Assessment assessment, Set<String> charts) {
        throw new IllegalStateException("under construction");
    }

    /** Offers to take a recorded run back, newest change first. */
    public static PlanOffer undo(RecordedRun run) {
        throw new IllegalStateException("under construction");
    }
}
