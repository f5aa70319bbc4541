package io.gleaner.analysis.rules.node;

import io.gleaner.analysis.NodePhase;
import io.gleaner.analysis.NodeWork;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import java.util.List;
import java.util.stream.Stream;

/**
 * N06: Rancher asked for a second node while another one is under way; Harvester lets only one
 * ({@code checkEligibleToDrain} in harvester, {@code secret_controller.go}). A paused node counts as under way.
 */
final class OtherNodeBusy implements Rule {
    @Override
    public Card card() {
        return Card.of("N06", Severity.WARNING)
                .requiring(
                        Requirement.UPGRADES, Requirement.UPGRADE_JOBS, Requirement.SECRETS, Requirement.CAPI_MACHINES)
                .known("harvester/harvester#3216", "harvester/harvester#10099");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        List<NodeWork> nodes = NodePhase.running(situation);
        List<NodeWork> inTheWay = nodes.stream()
                .filter(node -> node.is(NodeWork.PAUSED) || (node.isBusy() && node.isLate()))
                .limit(1)
                .toList();
        return inTheWay.stream()
                .flatMap(busy -> nodes.stream()
                        .filter(node -> node.is(NodeWork.PRELOADED) && node.isAskedToDrain())
                        .map(node -> match(node, busy)));
    }

    private static Match match(NodeWork node, NodeWork busy) {
        return Match.of(node.ref(), node.name(), busy.name(), busy.status().state())
                .since(busy.since())
                .proof(NodeEvidence.state(busy))
                .proof(node.plan().map(NodeEvidence::hooks).stream().toList())
                .proof(NodeEvidence.controllerSays(node.state(), "is not allowed to run any kind of job"));
    }
}
