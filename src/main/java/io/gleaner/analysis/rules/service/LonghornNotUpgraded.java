package io.gleaner.analysis.rules.service;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.ScriptWait;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.analysis.rules.service.ManifestLogs.Waiting;
import io.gleaner.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** S07: the script waits without end for Longhorn's new managers (harvester#4846, harvester#4484). */
final class LonghornNotUpgraded implements Rule {
    /** An estimate: one manager for each node, then one instance manager for each node. */
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    /** A Pod that is asked to go has half a minute; one that holds a volume may take a few. */
    private static final Duration TERMINATION = Duration.ofMinutes(10);

    @Override
    public Card card() {
        return Card.of("S07", Severity.ERROR)
                .requiring(
                        Requirement.UPGRADE_JOBS,
                        Requirement.PODS,
                        Requirement.UPGRADE_LOGS_OF_PODS,
                        Requirement.INSTANCE_MANAGERS)
                .known("harvester/harvester#4846", "harvester/harvester#4484")
                .explaining("C07");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return ManifestLogs.of(situation)
                .flatMap(logs -> logs.waiting(situation, ScriptWait.Kind.INSTANCE_MANAGER, PATIENCE)
                        .or(() -> logs.waiting(situation, ScriptWait.Kind.LONGHORN_MANAGER, PATIENCE)))
                .map(waiting -> match(situation, waiting))
                .stream();
    }

    private Match match(Situation situation, Waiting waiting) {
        List<Pod> stuck = stuckPods(situation);
        String node = waiting.what().about();
        Match found = Match.of(
                        waiting.log().pod(), node, stuck.stream().map(Pod::name).toList())
                .since(waiting.what().since())
                .proof(waiting.evidence())
                .proof(managers(situation, node))
                .proof(stuck.stream().flatMap(pod -> terminating(pod).stream()).toList());
        Match explained = node.isEmpty() ? found : found.saying("explanation", "node");
        return stuck.isEmpty() ? explained : explained.saying("advice", "terminating");
    }

    private List<Evidence> managers(Situation situation, String node) {
        return situation.state().longhorn().instanceManagers().stream()
                .filter(manager -> manager.type().equals("aio")
                        && !manager.state().equals("running")
                        && (node.isEmpty() || manager.node().equals(node)))
                .map(manager ->
                        new Evidence(manager.metadata().ref(), say("proofManager", manager.node(), manager.state())))
                .toList();
    }

    private static List<Pod> stuckPods(Situation situation) {
        Instant asOf = situation.state().asOf();
        return situation.state().pods().stream()
                .filter(pod ->
                        "cattle-monitoring-system".equals(pod.metadata().ref().namespace())
                                && Optional.ofNullable(pod.metadata().deleting())
                                        .filter(since -> since.plus(TERMINATION).isBefore(asOf))
                                        .isPresent())
                .toList();
    }

    private Optional<Evidence> terminating(Pod pod) {
        return Optional.ofNullable(pod.metadata().deleting())
                .map(since -> new Evidence(pod.metadata().ref(), say("proofTerminating", since)));
    }
}
