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
import io.gleaner.model.MachinePlan;
import io.gleaner.model.ObjectRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * N08: Rancher waits for a drain hook that nobody will answer. Harvester answers in the node phase only, and only for a node that
 * is preloaded, paused or pre-drained ({@code secret_controller.go}); values of an aborted run stay on the Secret.
 */
final class HooksLeftOver implements Rule {
    @Override
    public Card card() {
        return Card.of("N08", Severity.ERROR)
                .requiring(
                        Requirement.UPGRADES, Requirement.UPGRADE_JOBS, Requirement.SECRETS, Requirement.CAPI_MACHINES)
                .known(
                        "harvester/harvester#3055",
                        "harvester/harvester#2972",
                        "harvester/harvester#6203",
                        "harvester/harvester#3276")
                .offering(Recommendation.ASK_SUPPORT);
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        List<NodeWork> running = NodePhase.running(situation);
        Map<String, NodeWork> nodes = new HashMap<>();
        running.forEach(node -> nodes.put(node.name(), node));
        return new TreeMap<>(NodePhase.plans(situation.state()))
                .entrySet().stream()
                        .filter(entry -> isOpen(entry.getValue()))
                        .flatMap(entry -> running.isEmpty()
                                ? Stream.of(leftOver(entry.getKey(), entry.getValue()))
                                : unanswered(
                                        entry.getKey(),
                                        entry.getValue(),
                                        Optional.ofNullable(nodes.get(entry.getKey()))));
    }

    private static boolean isOpen(MachinePlan plan) {
        return plan.preDrain().isPresent() && !plan.preDrain().equals(plan.preHook())
                || plan.postDrain().isPresent() && !plan.postDrain().equals(plan.postHook());
    }

    /** Just after a node succeeded its answer may be on its way. */
    private static Stream<Match> unanswered(String node, MachinePlan plan, Optional<NodeWork> work) {
        if (work.isEmpty()) {
            return Stream.of(match(node, plan));
        }
        return work
                .filter(each -> each.is(NodeWork.SUCCEEDED) && each.isLate())
                .map(each -> match(node, plan).proof(NodeEvidence.state(each)))
                .stream();
    }

    private static Match leftOver(String node, MachinePlan plan) {
        return match(node, plan)
                .saying("title", "leftover")
                .saying("explanation", "leftover")
                .saying("impact", "leftover")
                .saying("advice", "leftover");
    }

    private static Match match(String node, MachinePlan plan) {
        ObjectRef secret = plan.metadata().ref();
        return Match.of(
                        secret,
                        node,
                        secret.name(),
                        "kubectl -n fleet-local get secret " + secret.name() + " -o jsonpath='{.metadata.annotations}'")
                .proof(NodeEvidence.hooks(plan));
    }
}
