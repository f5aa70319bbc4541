package io.gleaner.analysis.rules.start;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.precheck.Affected;
import io.gleaner.analysis.precheck.NodeChecks;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Event;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** P04: a kubelet short of disk evicts Pods and throws away the images an upgrade has loaded. */
final class NodeShortOfDisk implements Rule {
    private static final Set<String> SIGNS = Set.of("EvictionThresholdMet", "FreeDiskSpaceFailed", "ImageGCFailed");

    @Override
    public Card card() {
        return Card.of("P04", Severity.WARNING)
                .requiring(Requirement.NODES, Requirement.UPGRADES)
                .known("docs: Free system partition space requirement", "harvester/harvester#4965");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        Map<String, List<Event>> signs = situation.state().platform().events().stream()
                .filter(event -> event.about().kind().equals("Node") && SIGNS.contains(event.reason()))
                .collect(Collectors.groupingBy(event -> event.about().name()));
        return NodeChecks.DISK_PRESSURE.affected(situation).stream()
                .map(affected -> match(
                        situation,
                        affected,
                        signs.getOrDefault(affected.object().name(), List.of())));
    }

    private static Match match(Situation situation, Affected affected, List<Event> signs) {
        Match match = Match.of(
                        affected.object(),
                        affected.object().name(),
                        "kubectl get --raw /api/v1/nodes/" + affected.object().name() + "/proxy/stats/summary")
                .since(situation
                        .state()
                        .node(affected.object().name())
                        .flatMap(node -> node.conditions().since("DiskPressure")))
                .proof(new Evidence(affected.object(), affected.message()))
                .proof(signs.stream()
                        .map(event -> new Evidence(
                                affected.object(), Text.of("analysis.start.event", event.reason(), event.message())))
                        .limit(2)
                        .toList());
        return situation.upgradeGoesOn() ? match.at(Severity.ERROR).saying("impact", "now") : match;
    }
}
