package io.gleaner.analysis.rules.node;

import io.gleaner.analysis.NodePhase;
import io.gleaner.analysis.NodeWork;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.HarvesterVersion;
import io.gleaner.model.Upgrade;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * N12: on the way from v1.6 to v1.7 a node does not come back from its reboot. That upgrade replaces wicked by NetworkManager;
 * names of network cards, DHCP identifiers and host names may change (harvester#9260, #9815, #9802, #10397). The addresses
 * themselves are only seen on the host.
 */
final class NetworkLostAtReboot implements Rule {
    @Override
    public Card card() {
        return Card.of("N12", Severity.ERROR)
                .affecting("1.6→1.7")
                .requiring(Requirement.UPGRADES, Requirement.UPGRADE_JOBS, Requirement.NODES)
                .known(
                        "harvester/harvester#9260",
                        "harvester/harvester#9815",
                        "harvester/harvester#9802",
                        "harvester/harvester#10397",
                        "docs: Upgrade from v1.6.x to v1.7.x")
                .explaining("N01", "N04", "N13", "N06");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return NodePhase.running(situation).stream()
                .filter(NetworkLostAtReboot::isIn)
                .flatMap(node -> node.notReadySince().map(since -> match(node, since)).stream());
    }

    static boolean isIn(NodeWork node) {
        return node.is(NodeWork.WAITING_REBOOT)
                && changesNetworking(node.upgrade())
                && node.notReadySince().filter(node::isLongAgo).isPresent();
    }

    private static boolean changesNetworking(Upgrade upgrade) {
        return HarvesterVersion.parse(upgrade.previousVersion())
                        .filter(version -> version.isAtLeast("1.6.0") && version.isBelow("1.7.0"))
                        .isPresent()
                && HarvesterVersion.parse(upgrade.target())
                        .filter(version -> version.isAtLeast("1.7.0"))
                        .isPresent();
    }

    private static Match match(NodeWork node, Instant since) {
        return Match.of(
                        node.ref(),
                        node.name(),
                        Duration.between(since, node.state().asOf()))
                .since(since)
                .proof(NodeEvidence.state(node))
                .proof(node.node().map(NodeEvidence::condition).stream().toList())
                .proof(NodeEvidence.system(node));
    }
}
