package io.gleaner.analysis.rules.start;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.NodeUpgrade;
import io.gleaner.model.Text;
import io.gleaner.model.Upgrade;
import java.util.List;
import java.util.stream.Stream;

/**
 * P12: loading images took a node longer than the hour its Job has. Harvester writes that into {@code NodesUpgraded}, although the
 * node phase never began; there is no {@code SystemServicesUpgraded}.
 */
final class PreloadFailed implements Rule {
    @Override
    public Card card() {
        return Card.of("P12", Severity.ERROR)
                .requiring(Requirement.UPGRADES)
                .known("harvester/harvester#2894", "harvester/harvester#5393", "harvester/harvester#10024")
                .offering("restart-upgrade");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return Beginning.latest(situation)
                .filter(upgrade -> upgrade.conditions().isFalse(Beginning.NODES_UPGRADED)
                        && !upgrade.conditions().has(Beginning.SYSTEM_SERVICES))
                .map(PreloadFailed::match);
    }

    private static Match match(Upgrade upgrade) {
        List<NodeUpgrade> failed = upgrade.nodes().stream()
                .filter(node -> node.state().equals("Failed"))
                .toList();
        boolean late = upgrade.conditions()
                .find(Beginning.NODES_UPGRADED)
                .filter(condition -> condition.reason().equals("DeadlineExceeded"))
                .isPresent();
        Match match = Match.of(
                        upgrade.metadata().ref(),
                        failed.size(),
                        failed.isEmpty()
                                ? List.of("–")
                                : failed.stream().map(NodeUpgrade::node).toList())
                .since(upgrade.conditions().since(Beginning.NODES_UPGRADED))
                .proof(Beginning.condition(upgrade, Beginning.NODES_UPGRADED))
                .proof(failed.stream()
                        .map(node -> new Evidence(
                                upgrade.metadata().ref(),
                                Text.of("analysis.start.nodeState", node.node(), node.state(), node.reason())))
                        .toList());
        return late ? match : match.saying("explanation", "failed");
    }
}
