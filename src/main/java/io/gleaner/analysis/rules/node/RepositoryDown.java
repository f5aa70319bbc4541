package io.gleaner.analysis.rules.node;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.HookLog;
import io.gleaner.analysis.HookLog.Step;
import io.gleaner.analysis.NodePhase;
import io.gleaner.analysis.NodeWork;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.UpgradeRepository;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Text;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * N16: {@code wait_repo} in {@code upgrade_node.sh}: the post-drain script fetches the system from the upgrade's repository,
 * which was moved or stopped with its node (harvester#9857, #9597).
 */
final class RepositoryDown implements Rule {
    @Override
    public Card card() {
        return Card.of("N16", Severity.ERROR)
                .requiring(
                        Requirement.UPGRADES,
                        Requirement.UPGRADE_JOBS,
                        Requirement.NODES,
                        Requirement.HARVESTER_WORKLOADS,
                        Requirement.VIRTUAL_MACHINES)
                .known("harvester/harvester#9857", "harvester/harvester#9597")
                .explaining("N09", "N10", "N06");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return NodePhase.running(situation).stream()
                .filter(node -> node.is(NodeWork.POST_DRAINING) && node.isLate() && mayNeedIt(node))
                .flatMap(node -> match(node).stream());
    }

    /** The script asks for it first of all, before it looks at RKE2. */
    private static boolean mayNeedIt(NodeWork node) {
        Optional<HookLog> log = node.log();
        return log.isPresent()
                ? log.get().step() == Step.REPOSITORY || log.get().step() == Step.RETRY
                : !node.isAtTargetKubernetes();
    }

    private static Optional<Match> match(NodeWork node) {
        Optional<UpgradeRepository> repository = UpgradeRepository.of(node.state(), node.upgrade());
        if (repository.filter(UpgradeRepository::serves).isPresent()) {
            return Optional.empty();
        }
        String name = "upgrade-repo-" + node.upgrade().name();
        Match match = Match.of(
                        repository.map(UpgradeRepository::object).orElse(node.ref()),
                        node.name(),
                        name,
                        node.lasting(),
                        command(repository, name))
                .since(node.since())
                .proof(NodeEvidence.state(node))
                .proof(NodeEvidence.log(node))
                .proof(
                        repository
                                .map(each -> new Evidence(each.object(), Text.of("catalogue.N16.proof", each.status())))
                                .stream()
                                .toList());
        return Optional.of(
                repository.isEmpty() ? match.saying("explanation", "gone").saying("advice", "gone") : match);
    }

    private static String command(Optional<UpgradeRepository> repository, String name) {
        return repository
                        .filter(each -> each.object().kind().equals("VirtualMachine"))
                        .isPresent()
                ? "virtctl start " + name + " -n harvester-system"
                : "kubectl -n harvester-system describe deployment " + name;
    }
}
