package io.gleaner.analysis.rules.node;

import io.gleaner.analysis.NodePhase;
import io.gleaner.analysis.NodeWork;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * N14: a node is down and holds the whole node phase: Rancher plans nothing while a machine does not answer. Of two nodes, the
 * second one's agent may not rejoin by itself (harvester#6432). A node at work restarts its services and reboots, and gets more time.
 */
final class NodeDown implements Rule {
    /** Kubernetes itself calls a node not ready after 40 seconds without a word and evicts its Pods after five minutes. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    @Override
    public Card card() {
        return Card.of("N14", Severity.ERROR)
                .requiring(Requirement.UPGRADES, Requirement.UPGRADE_JOBS, Requirement.NODES)
                .known("harvester/harvester#10048", "harvester/harvester#6432")
                .offering(Recommendation.ASK_SUPPORT)
                .explaining("N01", "N04", "N13", "N06");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        List<NodeWork> nodes = NodePhase.running(situation);
        return nodes.stream()
                .filter(node -> !NetworkLostAtReboot.isIn(node))
                .flatMap(node -> node
                        .notReadySince()
                        .filter(since -> since.plus(node.isBusy() ? NodeWork.PATIENCE : GRACE)
                                .isBefore(situation.state().asOf()))
                        .map(since -> match(node, since, nodes.size()))
                        .stream());
    }

    private static Match match(NodeWork node, Instant since, int nodes) {
        Match match = Match.of(
                        node.ref(),
                        node.name(),
                        node.status().state(),
                        Duration.between(since, node.state().asOf()))
                .since(since)
                .proof(node.node().map(NodeEvidence::condition).stream().toList())
                .proof(NodeEvidence.state(node))
                .proof(NodeEvidence.rancher(node));
        return nodes == 2 ? match.saying("advice", "two") : match;
    }
}
