package io.gleaner.recovery;

import io.gleaner.model.Text;
import java.util.List;

/** A Deployment scaled to nothing was scaled so on purpose, by the upgrade script or by a person. */
record ReplicasWantedGuard() implements Guard {
    @Override
    public Text question() {
        return Text.of("recovery.guard.replicasWanted");
    }

    @Override
    public List<Right> reads(PlanStep step) {
        return Right.toFollow(step.operation().target());
    }

    @Override
    public GuardResult check(LiveFacts facts, PlanStep step) {
        var target = step.operation().target();
        long replicas = facts.object(target).json().at("/spec/replicas").asLong(1);
        return replicas > 0
                ? yes(target, Text.of("recovery.guard.replicasWanted.yes", target, replicas))
                : no(target, Text.of("recovery.guard.replicasWanted.no", target));
    }
}
