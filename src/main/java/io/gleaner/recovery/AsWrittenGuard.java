package io.gleaner.recovery;

import io.gleaner.model.Text;
import java.util.List;

/** What a run has written still stands there; what somebody has written since is theirs. */
record AsWrittenGuard() implements Guard {
    @Override
    public Text question() {
        return Text.of("recovery.guard.asWritten");
    }

    @Override
    public List<Right> reads(PlanStep step) {
        return Right.toFollow(step.operation().target());
    }

    @Override
    public GuardResult check(LiveFacts facts, PlanStep step) {
        if (!(step.operation() instanceof PutBack back)) {
            throw new IllegalArgumentException("for what is put back alone, not for " + step.operation());
        }
        List<String> changed = back.changedSince(facts.object(back.target()));
        return changed.isEmpty()
                ? yes(back.target(), Text.of("recovery.guard.asWritten.yes", back.target()))
                : no(back.target(), Text.of("recovery.guard.asWritten.no", back.target(), changed));
    }
}
