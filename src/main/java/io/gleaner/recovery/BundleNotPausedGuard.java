package io.gleaner.recovery;

import io.gleaner.model.Text;
import java.util.List;

/** Fleet applies nothing of a Bundle that is paused: a forced sync would start at some later un-pause, unforeseen. */
record BundleNotPausedGuard() implements Guard {
    @Override
    public Text question() {
        return Text.of("recovery.guard.bundleNotPaused");
    }

    @Override
    public List<Right> reads(PlanStep step) {
        return Right.toFollow(step.operation().target());
    }

    @Override
    public GuardResult check(LiveFacts facts, PlanStep step) {
        var bundle = step.operation().target();
        return facts.object(bundle).flag("/spec/paused")
                ? no(bundle, Text.of("recovery.guard.bundleNotPaused.paused", bundle))
                : yes(bundle, Text.of("recovery.guard.bundleNotPaused.yes", bundle));
    }
}
