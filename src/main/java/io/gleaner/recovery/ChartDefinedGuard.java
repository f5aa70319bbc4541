package io.gleaner.recovery;

import io.gleaner.model.Text;
import java.util.List;

/**
 * Rancher resolves a chart's version before it looks at {@code paused}. While it cannot ({@code Defined} is not True) neither
 * an un-pause nor a pause reaches the Bundle, and an un-paused chart would look repaired without being so.
 */
record ChartDefinedGuard() implements Guard {
    @Override
    public Text question() {
        return Text.of("recovery.guard.defined");
    }

    @Override
    public boolean isMetByEarlierSteps() {
        return true;
    }

    @Override
    public List<Right> reads(PlanStep step) {
        return Right.toFollow(step.operation().target());
    }

    @Override
    public GuardResult check(LiveFacts facts, PlanStep step) {
        Operation operation = step.operation();
        LiveObject live = facts.object(operation.target());
        String status = LiveConditions.status(live.json(), "Defined");
        return live.isTrue("Defined")
                ? new GuardResult(
                        question(), true, operation.target(), Text.of("recovery.guard.defined.yes", operation.target()))
                : new GuardResult(
                        question(),
                        false,
                        operation.target(),
                        Text.of(
                                "recovery.guard.defined.no",
                                operation.target(),
                                status,
                                Redaction.of(LiveConditions.message(live.json(), "Defined"))));
    }
}
