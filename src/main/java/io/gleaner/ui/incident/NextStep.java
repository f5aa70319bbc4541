package io.gleaner.ui.incident;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Recommendation;
import io.gleaner.recovery.PlanOffer;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The one thing the screen offers to do. */
public sealed interface NextStep {
    /** A plan can be started. */
    record Run(String plan, int steps) implements NextStep {}

    /** The plan would help, but does not apply right now. */
    record Refused(String plan, PlanOffer.Refused refusal) implements NextStep {}

    /** The plan would help, but this source cannot be written to. */
    record ReadOnly(String plan) implements NextStep {}

    /** Nothing to do yet. */
    record Wait(@Nullable Instant until) implements NextStep {}

    /** Something Gleaner does not do itself. */
    record Advise(String plan) implements NextStep {}

    /** All is well. */
    record Nothing() implements NextStep {}

    static NextStep of(
            Assessment assessment,
            List<String> runnable,
            boolean writable,
            BiFunction<String, Assessment, PlanOffer> planner) {
        Recommendation recommendation = assessment.recommendation();
        String plan = recommendation.plan();
        if (plan.equals(Recommendation.NONE)) {
            return new Nothing();
        }
        if (plan.equals(Recommendation.WAIT)) {
            return new Wait(recommendation.waitUntil());
        }
        if (!runnable.contains(plan)) {
            return new Advise(plan);
        }
        if (!writable) {
            return new ReadOnly(plan);
        }
        return switch (planner.apply(plan, assessment)) {
            case PlanOffer.Offered(var offered) -> new Run(plan, offered.steps().size());
            case PlanOffer.Refused refused -> new Refused(plan, refused);
        };
    }
}
