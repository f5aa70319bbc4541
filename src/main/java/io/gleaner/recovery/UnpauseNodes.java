package io.gleaner.recovery;

import io.gleaner.analysis.Recommendation;
import io.gleaner.model.NodeUpgrade;
import io.gleaner.model.Upgrade;
import java.util.List;
import java.util.Optional;

/** The plan {@code unpause-node}: lets an upgrade go on with the nodes it was told to stop before. */
final class UnpauseNodes {
    static final String NAME = Recommendation.UNPAUSE_NODE;

    private UnpauseNodes() {}

    static PlanOffer offer(PlanRequest request) {
        PlanDraft draft = new PlanDraft(NAME);
        Optional<Upgrade> upgrade = PauseNodes.underWay(request);
        if (upgrade.isEmpty()) {
            return draft.refused("noUpgrade");
        }
        List<String> held = upgrade.get().nodes().stream()
                .filter(node -> node.state().equals(NodePauseOperation.HELD))
                .map(NodeUpgrade::node)
                .toList();
        List<String> unknown = request.unknown(
                upgrade.get().nodes().stream().map(NodeUpgrade::node).toList());
        if (!unknown.isEmpty()) {
            return draft.unknown(unknown, held);
        }
        upgrade.get().nodes().stream()
                .map(NodeUpgrade::node)
                .filter(node -> request.names().isEmpty() ? held.contains(node) : request.isNamed(node))
                .forEach(node -> draft.step(
                        new UnpauseNode(
                                upgrade.get().metadata().ref(),
                                upgrade.get().metadata().uid(),
                                node),
                        draft.text("reason", node)));
        return draft.offeredOr("notHeld");
    }
}
