package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.util.List;

/**
 * What would be done, in order: data, made from an assessment and never from a widget.
 *
 * @param name as on the command line
 * @param leftOut charts the plan does not touch, each with the reason
 * @param undoOf the run this plan takes back; empty for a plan of its own
 */
public record RecoveryPlan(
        String name,
        Text summary,
        Risk risk,
        Text ifNothing,
        List<PlanStep> steps,
        List<LeftOut> leftOut,
        String undoOf) {

    /** A chart that is paused, but not for this plan to resume. */
    public record LeftOut(ObjectRef object, Text reason) {}

    public RecoveryPlan {
        steps = List.copyOf(steps);
        leftOut = List.copyOf(leftOut);
    }
}
