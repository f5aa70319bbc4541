package io.gleaner.analysis.rules.node;

import io.gleaner.analysis.DrainBlockers;
import io.gleaner.analysis.Finding.Evidence;
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
import io.gleaner.model.Volume;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * N04: Rancher drains the node and a PodDisruptionBudget refuses. Longhorn keeps the one of an instance manager while volumes
 * are attached through it or the last healthy replica of one lies on its node (longhorn-manager,
 * {@code instance_manager_controller.go}; harvester#7366).
 */
final class DrainRefused implements Rule {
    @Override
    public Card card() {
        return Card.of("N04", Severity.ERROR)
                .requiring(
                        Requirement.UPGRADES,
                        Requirement.UPGRADE_JOBS,
                        Requirement.NODES,
                        Requirement.PODS,
                        Requirement.DISRUPTION_BUDGETS,
                        Requirement.INSTANCE_MANAGERS,
                        Requirement.VOLUMES)
                .known(
                        "harvester/harvester#7366",
                        "harvester/harvester#8977",
                        "harvester/harvester#11605",
                        "longhorn/longhorn#6764")
                .explaining("N06");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return NodePhase.running(situation).stream()
                .filter(node -> node.is(NodeWork.PRE_DRAINED)
                        && node.isLate()
                        && !node.isAskedToFinish()
                        && !node.isAtTargetKubernetes())
                .flatMap(node -> match(node).stream());
    }

    private static Optional<Match> match(NodeWork node) {
        List<DisruptionBudget> refusing = DrainBlockers.refusing(node.state(), node.name());
        if (refusing.isEmpty()) {
            return Optional.empty();
        }
        boolean longhorn = refusing.stream().anyMatch(DrainBlockers::isOfInstanceManager);
        List<Volume> attached = longhorn ? DrainBlockers.leftAttached(node.state(), node.name()) : List.of();
        List<Volume> single = longhorn ? DrainBlockers.singleReplica(node.state()) : List.of();
        Match match = Match.of(
                        node.ref(),
                        node.name(),
                        refusing.stream()
                                .map(budget -> budget.metadata().ref().path())
                                .toList(),
                        node.lasting(),
                        "kubectl -n longhorn-system get volumes.longhorn.io,replicas.longhorn.io,engines.longhorn.io -o wide")
                .since(node.since())
                .proof(NodeEvidence.state(node))
                .proof(NodeEvidence.rancher(node))
                .proof(refusing.stream().map(DrainRefused::fact).toList())
                .proof(attached.stream()
                        .map(volume -> new Evidence(
                                volume.metadata().ref(), Text.of("catalogue.N04.proof.attached", node.name())))
                        .toList())
                .proof(single.stream()
                        .map(volume -> new Evidence(volume.metadata().ref(), Text.of("catalogue.N04.proof.single")))
                        .toList());
        return Optional.of(
                longhorn ? match : match.saying("explanation", "workload").saying("advice", "workload"));
    }

    private static Evidence fact(DisruptionBudget budget) {
        return new Evidence(
                budget.metadata().ref(),
                Text.of("catalogue.N04.proof", budget.currentHealthy(), budget.desiredHealthy()));
    }
}
