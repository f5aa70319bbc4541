package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.util.List;

/** The object is the very one the plan was made for, and not on its way out. */
record SameObjectGuard() implements Guard {
    @Override
    public Text question() {
        return Text.of("recovery.guard.sameObject");
    }

    @Override
    public List<Right> reads(PlanStep step) {
        return Right.toFollow(step.operation().target());
    }

    @Override
    public GuardResult check(LiveFacts facts, PlanStep step) {
        ObjectRef target = step.operation().target();
        LiveObject live = facts.object(target);
        if (!live.uid().equals(step.operation().uid())) {
            return no(target, Text.of("recovery.guard.sameChart.replaced", target));
        }
        return live.isDeleting()
                ? no(target, Text.of("recovery.guard.sameChart.deleting", target))
                : yes(target, Text.of("recovery.guard.sameObject.same", target));
    }
}
