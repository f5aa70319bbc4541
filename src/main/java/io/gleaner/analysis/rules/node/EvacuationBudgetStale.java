package io.gleaner.analysis.rules.node;

import io.gleaner.analysis.DrainBlockers;
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
import io.gleaner.model.DisruptionBudget;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * N03: {@code wait_evacuation_pdb_gone} in {@code upgrade_node.sh} waits for every budget of an evacuation in the cluster; one
 * whose migration is over does not go away.
 */
final class EvacuationBudgetStale implements Rule {
    @Override
    public Card card() {
        return Card.of("N03", Severity.ERROR)
                .requiring(
                        Requirement.UPGRADES,
                        Requirement.UPGRADE_JOBS,
                        Requirement.MACHINES_RUNNING,
                        Requirement.MIGRATIONS,
                        Requirement.DISRUPTION_BUDGETS)
                .known("harvester: package/upgrade/upgrade_node.sh")
                .explaining("N06");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return NodePhase.running(situation).stream()
                .filter(node -> node.is(NodeWork.PRE_DRAINING) && node.isLate() && waitsForBudgets(node))
                .flatMap(node -> match(node).stream());
    }

    private static boolean waitsForBudgets(NodeWork node) {
        Optional<HookLog> log = node.log();
        return log.isPresent()
                ? log.get().step() == Step.BUDGETS
                : DrainBlockers.machinesOn(node.state(), node.name()).isEmpty();
    }

    private static Optional<Match> match(NodeWork node) {
        List<DisruptionBudget> stale = DrainBlockers.staleEvacuations(node.state());
        if (stale.isEmpty()) {
            return Optional.empty();
        }
        String delete = stale.stream()
                .map(budget -> "kubectl -n " + budget.metadata().ref().namespace() + " delete pdb " + budget.name())
                .collect(Collectors.joining("; "));
        return Optional.of(Match.of(node.ref(), node.name(), stale.size(), node.lasting(), delete)
                .since(node.since())
                .proof(NodeEvidence.state(node))
                .proof(NodeEvidence.log(node))
                .proof(stale.stream()
                        .map(budget -> new Evidence(budget.metadata().ref(), Text.of("catalogue.N03.proof")))
                        .toList()));
    }
}
