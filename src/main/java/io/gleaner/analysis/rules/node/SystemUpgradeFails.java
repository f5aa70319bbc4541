package io.gleaner.analysis.rules.node;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.HookLog;
import io.gleaner.analysis.HookLog.Step;
import io.gleaner.analysis.NodePhase;
import io.gleaner.analysis.NodeWork;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.ClusterState;
import io.gleaner.model.Job;
import io.gleaner.model.PodLog;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * N10: the post-drain script ends in an error and {@code do_upgrade_node.sh} starts it again every ten minutes, for ever. It
 * fails mostly in {@code upgrade_os}: elemental finds no room or a damaged image (harvester#7457, #7518, #4526, #9033).
 */
final class SystemUpgradeFails implements Rule {
    private static final String FIRST_TRY = "(0 retries)";
    /** What tells why, most telling first. */
    private static final List<String> ERRORS = List.of(
            "no space left on device", "level=fatal", "level=error", "Error", "ERROR", "elemental upgrade failed");

    @Override
    public Card card() {
        return Card.of("N10", Severity.ERROR)
                .requiring(
                        Requirement.UPGRADES,
                        Requirement.UPGRADE_JOBS,
                        Requirement.UPGRADE_PODS,
                        Requirement.UPGRADE_LOGS_OF_PODS)
                .known(
                        "harvester/harvester#7457",
                        "harvester/harvester#7518",
                        "harvester/harvester#4526",
                        "harvester/harvester#9033")
                .explaining("N06");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return NodePhase.running(situation).stream()
                .filter(node -> node.is(NodeWork.POST_DRAINING))
                .flatMap(node -> node.log().stream()
                        .filter(log -> log.step() == Step.RETRY)
                        .map(log -> match(node, log)));
    }

    /** The first failure may heal by itself: the script is made to be repeated. */
    private static Match match(NodeWork node, HookLog log) {
        Match match = Match.of(node.ref(), node.name(), log.pod().name())
                .since(log.line().time())
                .proof(NodeEvidence.state(node))
                .proof(NodeEvidence.log(node))
                .proof(reason(node.state(), node.postDrain()).stream().toList());
        return log.line().text().contains(FIRST_TRY)
                ? match.at(Severity.WARNING).saying("advice", "first")
                : match;
    }

    private static Optional<Evidence> reason(ClusterState state, Optional<Job> job) {
        List<PodLog> logs = job.map(state::logsOf).orElse(List.of()).reversed();
        return ERRORS.stream()
                .flatMap(error -> logs.stream()
                        .flatMap(log -> log.last(error).stream()
                                .map(line ->
                                        new Evidence(log.pod(), Text.of("analysis.evidence.hookLog", line.text())))))
                .findFirst();
    }
}
