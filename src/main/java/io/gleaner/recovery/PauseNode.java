package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/** Has the upgrade stop before this node. A node whose turn has come already is not stopped any more. */
record PauseNode(ObjectRef target, String uid, String node) implements NodePauseOperation {
    @Override
    public Risk risk() {
        return Risk.NONE;
    }

    @Override
    public String action() {
        return "pause";
    }

    @Override
    public List<Expectation> expectations(LiveFacts facts) {
        return List.of(Expectation.of(
                target,
                live -> NodePauseOperation.map(live).path(node).asString("").equals("pause"),
                _ -> Text.of("recovery.verify.nodeNotMarked", target, node)));
    }

    @Override
    public Optional<Operation> undo(LiveObject before, ArrayNode written) {
        return Optional.of(new UnpauseNode(target, uid, node));
    }
}
