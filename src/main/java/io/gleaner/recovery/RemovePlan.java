package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.source.ResourceKind;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/** Deletes a Plan of the system-upgrade-controller that an upgrade left behind. No other kind can be deleted by it. */
record RemovePlan(ObjectRef target, String uid) implements Operation {
    RemovePlan {
        if (ResourceKind.of(target) != ResourceKind.PLAN) {
            throw new IllegalArgumentException("only a Plan is ever deleted, not " + target);
        }
    }

    @Override
    public String verb() {
        return "delete";
    }

    @Override
    public ArrayNode patch(LiveObject live, PlanStep step, Signature signature) {
        return Change.deletion(uid);
    }

    @Override
    public List<Guard> guards(PlanStep step) {
        return List.of(
                new ManifestScriptGuard(), new SystemServicesGuard(), new SameObjectGuard(), new LeftoverPlanGuard());
    }

    @Override
    public List<Expectation> expectations(LiveFacts facts) {
        return List.of(Expectation.gone(target, uid));
    }

    @Override
    public List<Right> reads() {
        return Right.toFollow(target);
    }
}
