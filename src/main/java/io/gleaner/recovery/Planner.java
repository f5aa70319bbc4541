package io.gleaner.recovery;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Recommendation;
import java.util.List;
import java.util.Set;

/** Makes plans from assessments. */
public final class Planner {
    /** The name of the plan that takes a run back. */
    public static final String UNDO = "undo";

    private Planner() {}

    /** The names of the plans that can be run. */
    public static List<String> planNames() {
        return List.of(Recommendation.RESUME_CHARTS);
    }

    /**
     * Offers a plan, or says why it does not apply.
     *
     * @param charts the charts to touch; empty means all that are safe to take together
     * @throws IllegalArgumentException when there is no plan of that name
     */
    public static PlanOffer plan(String name, Assessment assessment, Set<String> charts) {
        return switch (name) {
            case Recommendation.RESUME_CHARTS -> new ResumeCharts(assessment).offer(charts);
            default -> throw new IllegalArgumentException("no plan " + name + ", there are " + planNames());
        };
    }

    /**
     * Offers to take a recorded run back, newest change first. Only what was written, or sent without an answer, is taken back.
     */
    public static PlanOffer undo(RecordedRun run) {
        return RecordedSteps.undo(run);
    }
}
