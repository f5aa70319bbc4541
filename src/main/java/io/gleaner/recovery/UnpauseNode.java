package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/** Lets the upgrade go on with a node it was told to stop before. */
record UnpauseNode(ObjectRef target, String uid, String node) implements NodePauseOperation {
    @Override
    public Risk risk() {
        return Risk.MEDIUM;
    }

    @Override
    public String action() {
        return "unpause";
    }

    @Override
    public List<Expectation> expectations(LiveFacts facts) {
        return List.of(Expectation.of(
                target,
                live -> NodePauseOperation.map(live).path(node).asString("").equals("unpause")
                        && !NodePauseOperation.state(live, node).equals(HELD),
                live -> Text.of("recovery.verify.nodeState", node, NodePauseOperation.state(live, node))));
    }

    /** Too late once Harvester has begun with the node; its guard says so. */
    @Override
    public Optional<Operation> undo(LiveObject before, ArrayNode written) {
        return Optional.of(new PauseNode(target, uid, node));
    }
}
