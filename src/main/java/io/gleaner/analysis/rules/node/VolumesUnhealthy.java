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
import io.gleaner.model.ClusterNode;
import io.gleaner.model.ClusterState;
import io.gleaner.model.Text;
import io.gleaner.model.Volume;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * N01: {@code wait_longhorn_engines} in {@code upgrade_node.sh}: before anything leaves the node, the volume of every running
 * engine of the cluster has to be healthy.
 */
final class VolumesUnhealthy implements Rule {
    @Override
    public Card card() {
        return Card.of("N01", Severity.ERROR)
                .requiring(Requirement.UPGRADES, Requirement.UPGRADE_JOBS, Requirement.VOLUMES, Requirement.NODES)
                .known("docs: Troubleshooting, Phase 4: Upgrade nodes")
                .explaining("N06");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return NodePhase.running(situation).stream()
                .filter(node -> node.is(NodeWork.PRE_DRAINING) && node.isLate() && waitsForVolumes(node))
                .flatMap(node -> match(node).stream());
    }

    /** The script puts the drain taint on once the volumes are healthy. */
    private static boolean waitsForVolumes(NodeWork node) {
        Optional<HookLog> log = node.log();
        return log.isPresent()
                ? log.get().step() == Step.VOLUMES
                : DrainBlockers.needsHealthyVolumes(node.state())
                        && node.node()
                                .filter(found -> !found.hasTaint(ClusterNode.DRAIN_TAINT))
                                .isPresent();
    }

    private static Optional<Match> match(NodeWork node) {
        ClusterState state = node.state();
        List<Volume> volumes = DrainBlockers.unhealthyVolumes(state);
        if (volumes.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Match.of(
                        node.ref(),
                        node.name(),
                        volumes.size(),
                        volumes.stream().map(Volume::name).toList(),
                        node.lasting())
                .since(node.since())
                .proof(NodeEvidence.state(node))
                .proof(NodeEvidence.log(node))
                .proof(volumes.stream().map(VolumesUnhealthy::fact).toList()));
    }

    private static Evidence fact(Volume volume) {
        return new Evidence(
                volume.metadata().ref(),
                Text.of(
                        "catalogue.N01.proof",
                        volume.robustness(),
                        volume.replicas(),
                        volume.node(),
                        volume.claimNamespace() + "/" + volume.claim()));
    }
}
