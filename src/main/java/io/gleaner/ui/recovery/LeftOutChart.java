package io.gleaner.ui.recovery;

import io.gleaner.recovery.PlanStep;
import io.gleaner.recovery.RecoveryPlan.LeftOut;
import org.jspecify.annotations.Nullable;

/**
 * A chart the plan does not touch by itself.
 *
 * @param ifIncluded the step it would get when it is asked for by name; null when it cannot be asked for
 */
record LeftOutChart(LeftOut leftOut, @Nullable PlanStep ifIncluded) {
    String name() {
        return leftOut.object().name();
    }
}
