package io.gleaner.recovery;

import io.gleaner.model.ClusterNode;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Upgrade;
import java.util.List;
import java.util.Optional;

/**
 * The plan {@code uncordon-node}: lets work onto nodes again that an upgrade left closed. Taken by themselves are only nodes
 * with KubeVirt's drain taint, which the upgrade sets; a mere cordon may be a person's.
 */
final class UncordonNodes {
    static final String NAME = "uncordon-node";

    private UncordonNodes() {}

    static PlanOffer offer(PlanRequest request) {
        PlanDraft draft = new PlanDraft(NAME);
        if (request.isScriptAtWork()) {
            return draft.scriptAtWork();
        }
        List<ClusterNode> closed = request.state().nodes().stream()
                .filter(node -> node.unschedulable() || node.hasTaint(ClusterNode.DRAIN_TAINT))
                .toList();
        List<String> known = closed.stream().map(ClusterNode::name).toList();
        List<String> unknown = request.unknown(known);
        if (!unknown.isEmpty()) {
            return draft.unknown(unknown, known);
        }
        closed.stream()
                .filter(node -> request.names().isEmpty() || request.isNamed(node.name()))
                .forEach(node -> add(draft, request, node));
        return draft.offeredOr(closed.isEmpty() ? "noneClosed" : "noneSafe");
    }

    private static void add(PlanDraft draft, PlanRequest request, ClusterNode node) {
        ObjectRef ref = node.metadata().ref();
        Optional<Upgrade> upgrade = PauseNodes.underWay(request);
        if (node.metadata().annotations().containsKey(NodeIdleGuard.MAINTENANCE)) {
            draft.leaveOut(ref, "maintenance");
        } else if (upgrade.isPresent()
                && !NodeIdleGuard.stateIn(upgrade.get(), node.name()).equals("Succeeded")) {
            draft.leaveOut(ref, "upgrading", upgrade.get().metadata().ref());
        } else if (!node.hasTaint(ClusterNode.DRAIN_TAINT)
                && !request.isNamed(node.name())
                && !request.isOfferedFor(NAME, ref)) {
            draft.leaveOut(ref, "cordonOnly");
        } else {
            draft.step(new UncordonNode(ref, node.metadata().uid()), draft.text("reason"));
        }
    }
}
