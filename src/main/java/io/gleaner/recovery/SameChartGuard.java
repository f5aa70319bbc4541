package io.gleaner.recovery;

import io.gleaner.model.Text;

/** The chart is the very object the plan was made for, at the version the user was shown, and not on its way out. */
record SameChartGuard() implements Guard {
    @Override
    public Text question() {
        return Text.of("recovery.guard.sameChart");
    }

    @Override
    public GuardResult check(LiveFacts facts, PlanStep step) {
        Operation operation = step.operation();
        LiveChart live = facts.chart(operation.target());
        if (!live.uid().equals(operation.uid())) {
            return answer(operation, false, Text.of("recovery.guard.sameChart.replaced", operation.target()));
        }
        if (live.isDeleting()) {
            return answer(operation, false, Text.of("recovery.guard.sameChart.deleting", operation.target()));
        }
        if (!live.version().equals(operation.version())) {
            return answer(
                    operation,
                    false,
                    Text.of(
                            "recovery.guard.sameChart.version",
                            operation.target(),
                            operation.version(),
                            live.version()));
        }
        return answer(operation, true, Text.of("recovery.guard.sameChart.same", operation.target(), live.version()));
    }

    private GuardResult answer(Operation operation, boolean passed, Text fact) {
        return new GuardResult(question(), passed, operation.target(), fact);
    }
}
