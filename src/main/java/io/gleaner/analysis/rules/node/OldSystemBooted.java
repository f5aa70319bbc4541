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

/**
 * N11: the node is ready and still runs the old system long after its post-drain Job completed: it did not reboot, or booted the
 * fallback image (harvester, {@code node_controller.go} compares {@code nodeInfo.osImage} with {@code pendingOSImage}).
 */
final class OldSystemBooted implements Rule {
    @Override
    public Card card() {
        return Card.of("N11", Severity.ERROR)
                .requiring(Requirement.UPGRADES, Requirement.UPGRADE_JOBS, Requirement.NODES)
                .known("harvester/harvester#7457", "harvester/harvester#6022")
                .explaining("N06");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return NodePhase.running(situation).stream()
                .filter(node -> node.is(NodeWork.WAITING_REBOOT) && node.isLate() && node.isReady())
                .flatMap(node -> node
                        .targetSystem()
                        .filter(system -> !system.equals(running(node)))
                        .map(system -> match(node, system))
                        .stream());
    }

    private static Match match(NodeWork node, String system) {
        Match match = Match.of(node.ref(), node.name(), system, running(node), node.lasting())
                .since(node.since())
                .proof(NodeEvidence.state(node))
                .proof(NodeEvidence.system(node));
        // The kubelet starts again with the machine, so the node turned ready anew if it did reboot.
        boolean rebooted = node.node()
                .flatMap(found -> found.conditions().since("Ready"))
                .filter(ready -> node.since().filter(ready::isAfter).isPresent())
                .isPresent();
        return rebooted ? match.saying("explanation", "rebooted").saying("advice", "rebooted") : match;
    }

    private static String running(NodeWork node) {
        return node.node().map(ClusterNode::osImage).orElse("");
    }
}
