package io.gleaner.analysis.rules.leftover;

import io.gleaner.analysis.Phase;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.UpgradeAssessment;
import io.gleaner.analysis.UpgradeAssessment.State;
import io.gleaner.analysis.rules.Aftermath;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.ClusterNode;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * N17: a node kept the taint the upgrade drains virtual machines with ({@code upgrade_node.sh}), or the cordon. A cordon that
 * nothing links to an upgrade is somebody's own business.
 */
final class NodesLeftDrained implements Rule {
    /** Put on by Harvester's maintenance mode. */
    private static final String MAINTENANCE = "harvesterhci.io/maintain-status";

    private static final Set<String> UNDER_WAY =
            Set.of("Node-upgrade paused", "Pre-draining", "Pre-drained", "Post-draining", "Waiting Reboot", "Failed");

    @Override
    public Card card() {
        return Card.of("N17", Severity.ERROR)
                .requiring(Aftermath.andSeen(Requirement.NODES))
                .offering("uncordon-node");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return Aftermath.isReached(situation)
                ? situation.state().nodes().stream().flatMap(node -> match(situation, node).stream())
                : Stream.empty();
    }

    private Optional<Match> match(Situation situation, ClusterNode node) {
        Match found = Match.of(
                node.metadata().ref(),
                node.name(),
                "kubectl uncordon " + node.name(),
                "kubectl taint node " + node.name() + " " + ClusterNode.DRAIN_TAINT + "-");
        if (node.metadata().annotation(MAINTENANCE).isPresent()) {
            return Optional.empty();
        }
        Optional<Match> match = node.hasTaint(ClusterNode.DRAIN_TAINT)
                ? Optional.of(tainted(node, found))
                : cordoned(situation, node, found);
        // How far the node came is to be cleared up first, and that is the advice for the whole upgrade.
        boolean amidst = Aftermath.brokenIn(situation, Phase.NODES).isPresent();
        return amidst ? match.map(each -> each.at(Severity.WARNING)) : match;
    }

    private Match tainted(ClusterNode node, Match found) {
        Match tainted = found.proof(say("proofTaint"));
        return node.unschedulable() ? tainted.proof(say("proofCordon")) : tainted;
    }

    private Optional<Match> cordoned(Situation situation, ClusterNode node, Match found) {
        Match cordon = found.proof(say("proofCordon"))
                .saying("title", "cordon")
                .saying("explanation", "cordon")
                .saying("impact", "cordon")
                .saying("advice", "cordon");
        if (!node.unschedulable()) {
            return Optional.empty();
        }
        Optional<UpgradeAssessment> broken = Aftermath.broken(situation);
        Optional<String> state = broken.stream()
                .flatMap(upgrade -> upgrade.nodes().stream())
                .filter(each -> each.name().equals(node.name()) && UNDER_WAY.contains(each.state()))
                .map(UpgradeAssessment.NodeAssessment::state)
                .findFirst();
        if (state.isPresent()) {
            return Optional.of(cordon.proof(say("proofState", state.get())));
        }
        return broken.filter(upgrade -> upgrade.state() == State.ABORTED && upgrade.phase() == Phase.NODES)
                .map(_ -> cordon.saying("explanation", "maybe").saying("advice", "maybe"));
    }
}
