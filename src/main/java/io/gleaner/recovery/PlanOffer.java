package io.gleaner.recovery;

import io.gleaner.model.Text;
import java.util.List;

/** What came of asking for a plan. */
public sealed interface PlanOffer {
    record Offered(RecoveryPlan plan) implements PlanOffer {}

    /** The plan does not apply; exit code 6. */
    record Refused(Text reason, List<RecoveryPlan.LeftOut> because) implements PlanOffer {}
}
