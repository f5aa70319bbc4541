package io.gleaner.recovery;

import io.gleaner.model.Text;
import java.util.List;

/** The chart is the very object the plan was made for, at the version the user was shown, and not on its way out. */
record SameChartGuard() implements Guard {
    @Override
    public Text question() {
        return Text.of("recovery.guard.sameChart");
    }

    @Override
    public List<Right> reads(PlanStep step) {
        return Right.toFollow(step.operation().target());
    }

    @Override
    public GuardResult check(LiveFacts facts, PlanStep step) {
        if (!(step.operation() instanceof ChartOperation operation)) {
            throw new IllegalArgumentException("for charts alone, not for " + step.operation());
        }
        LiveObject live = facts.object(operation.target());
        if (!live.uid().equals(operation.uid())) {
            return answer(operation, false, Text.of("recovery.guard.sameChart.replaced", operation.target()));
        }
        if (live.isDeleting()) {
            return answer(operation, false, Text.of("recovery.guard.sameChart.deleting", operation.target()));
        }
        if (!live.text("/spec/version").equals(operation.version())) {
            return answer(
                    operation,
                    false,
                    Text.of(
                            "recovery.guard.sameChart.version",
                            operation.target(),
                            operation.version(),
                            live.text("/spec/version")));
        }
        return answer(
                operation,
                true,
                Text.of("recovery.guard.sameChart.same", operation.target(), live.text("/spec/version")));
    }

    private GuardResult answer(ChartOperation operation, boolean passed, Text fact) {
        return new GuardResult(question(), passed, operation.target(), fact);
    }
}
