package io.gleaner.analysis.rules.node;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.NodePhase;
import io.gleaner.analysis.NodeWork;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Text;
import io.gleaner.model.Upgrade;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * N07: a node was paused on purpose, by the setting {@code upgrade-config} when the upgrade began or by the annotation since, and
 * holds the others. Rancher has cordoned it already (harvester, {@code secret_controller.go}; HEP of harvester#8980).
 */
final class NodePaused implements Rule {
    @Override
    public Card card() {
        return Card.of("N07", Severity.WARNING)
                .affecting("≥1.7.0")
                .requiring(Requirement.UPGRADES)
                .known("harvester/harvester#9512", "harvester/harvester#10099")
                .offering(Recommendation.UNPAUSE_NODE)
                .explaining("N06");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        List<NodeWork> nodes = NodePhase.running(situation);
        boolean moving = nodes.stream().anyMatch(node -> node.isBusy() && !node.is(NodeWork.PAUSED));
        return moving
                ? Stream.of()
                : nodes.stream().filter(node -> node.is(NodeWork.PAUSED)).map(NodePaused::match);
    }

    private static Match match(NodeWork node) {
        Upgrade upgrade = node.upgrade();
        Map<String, String> before = new TreeMap<>(upgrade.pauseMap());
        Map<String, String> after = new TreeMap<>(before);
        after.put(node.name(), "unpause");
        String command = "kubectl -n harvester-system annotate upgrades.harvesterhci.io " + upgrade.name()
                + " --overwrite " + Upgrade.PAUSE_MAP_ANNOTATION + "='" + json(after) + "'";
        Match match = Match.of(node.ref(), node.name(), command)
                .proof(NodeEvidence.state(node))
                .proof(new Evidence(upgrade.metadata().ref(), Text.of("catalogue.N07.proof", json(before))));
        return before.getOrDefault(node.name(), "").equals("pause")
                ? match
                : match.saying("explanation", "following")
                        .saying("advice", "following")
                        .offering(List.of());
    }

    /** Names of nodes need no escapes. */
    private static String json(Map<String, String> map) {
        return map.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":\"" + entry.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }
}
