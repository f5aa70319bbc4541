package io.gleaner.analysis.rules.node;

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
import io.gleaner.model.ClusterNode;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * N09: {@code wait_rke2_upgrade} in {@code upgrade_node.sh}: Rancher asked for post-drain, but the kubelet stays at the old
 * version, because rancher-system-agent did not restart RKE2 or its plan failed (harvester#5690, harvester#4965).
 */
final class KubernetesNotUpgraded implements Rule {
    @Override
    public Card card() {
        return Card.of("N09", Severity.ERROR)
                .requiring(Requirement.UPGRADES, Requirement.UPGRADE_JOBS, Requirement.NODES)
                .known("harvester/harvester#5690", "harvester/harvester#4965")
                .explaining("N06");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return NodePhase.running(situation).stream()
                .filter(node -> node.is(NodeWork.POST_DRAINING)
                        && node.isLate()
                        && node.isBehindTargetKubernetes()
                        && waitsForKubernetes(node))
                .map(node -> Match.of(
                                node.ref(),
                                node.name(),
                                node.targetKubernetes(),
                                node.node().map(ClusterNode::kubeletVersion).orElse(""),
                                node.lasting())
                        .since(node.since())
                        .proof(NodeEvidence.state(node))
                        .proof(NodeEvidence.log(node))
                        .proof(NodeEvidence.system(node))
                        .proof(NodeEvidence.rancher(node)));
    }

    private static boolean waitsForKubernetes(NodeWork node) {
        Optional<HookLog> log = node.log();
        return log.isEmpty() || log.get().step() == Step.RKE2;
    }
}
