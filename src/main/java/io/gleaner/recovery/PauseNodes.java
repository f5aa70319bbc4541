package io.gleaner.recovery;

import io.gleaner.model.NodeUpgrade;
import io.gleaner.model.Upgrade;
import java.util.List;
import java.util.Optional;

/** The plan {@code pause-node}: has an upgrade stop before nodes whose turn has not come. They have to be named. */
final class PauseNodes {
    static final String NAME = "pause-node";

    private PauseNodes() {}

    static PlanOffer offer(PlanRequest request) {
        PlanDraft draft = new PlanDraft(NAME);
        Optional<Upgrade> upgrade = underWay(request);
        if (upgrade.isEmpty()) {
            return draft.refused("noUpgrade");
        }
        String tag = request.situation().versions().controllerTag();
        if (!PausableNodesGuard.knowsPauses(tag)) {
            return draft.refused("release", tag.isEmpty() ? "–" : tag);
        }
        List<String> waiting = upgrade.get().nodes().stream()
                .filter(node -> PausableNodesGuard.BEFORE_ITS_TURN.contains(node.state()))
                .map(NodeUpgrade::node)
                .toList();
        List<String> unknown = request.unknown(waiting);
        if (!unknown.isEmpty()) {
            return draft.refused("tooLate", unknown, waiting);
        }
        if (request.names().isEmpty()) {
            return waiting.isEmpty() ? draft.refused("noneWaits") : draft.refused("name", waiting);
        }
        waiting.stream()
                .filter(request::isNamed)
                .forEach(node -> draft.step(
                        new PauseNode(
                                upgrade.get().metadata().ref(),
                                upgrade.get().metadata().uid(),
                                node),
                        draft.text("reason", node)));
        return draft.offered(request.names().stream().sorted().toList());
    }

    static Optional<Upgrade> underWay(PlanRequest request) {
        return request.state().latestUpgrade().filter(UpgradeUnderWayGuard::isUnderWay);
    }
}
