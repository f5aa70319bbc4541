package io.gleaner.recovery;

import io.gleaner.model.ClusterNode;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Lets Pods and virtual machines onto a node again: takes the cordon and KubeVirt's drain taint off it. */
record UncordonNode(ObjectRef target, String uid) implements Operation {
    @Override
    public ArrayNode patch(LiveObject live, PlanStep step, Signature signature) {
        Change change = Change.of(live, uid).set("/spec/unschedulable", false);
        if (hasDrainTaint(live)) {
            ArrayNode others = JsonNodeFactory.instance.arrayNode();
            live.json()
                    .at("/spec/taints")
                    .valueStream()
                    .filter(taint -> !isDrain(taint))
                    .forEach(others::add);
            change.set("/spec/taints", others);
        }
        return change.asPatch();
    }

    static boolean hasDrainTaint(LiveObject node) {
        return node.json().at("/spec/taints").valueStream().anyMatch(UncordonNode::isDrain);
    }

    private static boolean isDrain(JsonNode taint) {
        return taint.path("key").asString("").equals(ClusterNode.DRAIN_TAINT);
    }

    @Override
    public List<Guard> guards(PlanStep step) {
        return List.of(new ManifestScriptGuard(), new SameObjectGuard(), new NodeIdleGuard());
    }

    @Override
    public List<Expectation> expectations(LiveFacts facts) {
        return List.of(Expectation.of(
                target,
                live -> !live.flag("/spec/unschedulable") && !hasDrainTaint(live),
                _ -> Text.of("recovery.verify.cordonedAgain", target)));
    }

    @Override
    public List<Right> reads() {
        return Right.toFollow(target);
    }

    @Override
    public Optional<Operation> undo(LiveObject before, ArrayNode written) {
        return PutBack.of(this, before, written);
    }
}
