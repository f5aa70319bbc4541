package io.gleaner.analysis.rules.node;

import io.gleaner.analysis.NodePhase;
import io.gleaner.analysis.NodeWork;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.ClusterNode;
import java.util.stream.Stream;

/** N13: the node is upgraded, but Rancher does not finish with it, and begins with no other (harvester#8224, #4902). */
final class NotUncordoned implements Rule {
    @Override
    public Card card() {
        return Card.of("N13", Severity.ERROR)
                .requiring(Requirement.UPGRADES, Requirement.UPGRADE_JOBS, Requirement.NODES)
                .known("harvester/harvester#8224", "harvester/harvester#4902", "harvester/harvester#2306")
                .offering("restart-workload", "uncordon-node");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return NodePhase.running(situation).stream()
                .filter(node -> node.is(NodeWork.SUCCEEDED)
                        && node.isReady()
                        && node.node().filter(ClusterNode::unschedulable).isPresent()
                        && node.isLate())
                .map(node -> Match.of(
                                node.ref(),
                                node.name(),
                                node.lasting(),
                                "kubectl -n cattle-system rollout restart deployment rancher",
                                "kubectl uncordon " + node.name())
                        .since(node.since())
                        .proof(NodeEvidence.state(node))
                        .proof(NodeEvidence.rancher(node)));
    }
}
