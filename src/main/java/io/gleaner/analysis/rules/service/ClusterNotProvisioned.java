package io.gleaner.analysis.rules.service;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.ScriptWait;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.analysis.rules.service.ManifestLogs.Waiting;
import io.gleaner.model.CapiCluster;
import io.gleaner.model.Condition;
import io.gleaner.model.ControlPlane;
import io.gleaner.model.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** S05: the script waits without end for the CAPI Cluster (harvester#10672, harvester#3863). */
final class ClusterNotProvisioned implements Rule {
    /** It settles within a few minutes; up to v1.8.0 the script also waits for a generation that may never come. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    @Override
    public Card card() {
        return Card.of("S05", Severity.ERROR)
                .affecting("≤1.8.0")
                .requiring(
                        Requirement.UPGRADE_JOBS,
                        Requirement.UPGRADE_PODS,
                        Requirement.UPGRADE_LOGS_OF_PODS,
                        Requirement.CAPI_CLUSTERS)
                .known("harvester/harvester#10672", "harvester/harvester#3863")
                .explaining("C07");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        Optional<Waiting> waiting = ManifestLogs.of(situation)
                .flatMap(logs -> logs.waiting(situation, ScriptWait.Kind.CAPI_CLUSTER, PATIENCE));
        return waiting.stream()
                .flatMap(found -> situation.state().provisioning().capiClusters().stream()
                        .filter(cluster -> cluster.metadata().name().equals("local"))
                        .map(cluster -> match(situation, found, cluster)));
    }

    private Match match(Situation situation, Waiting waiting, CapiCluster cluster) {
        String phase = cluster.phase().isEmpty() ? "?" : cluster.phase();
        Match found = Match.of(
                        cluster.metadata().ref(),
                        phase,
                        "kubectl patch clusters.cluster.x-k8s.io -n fleet-local local --type=merge -p "
                                + "'{\"spec\":{\"paused\":false}}'")
                .since(waiting.what().since())
                .proof(waiting.evidence())
                .proof(say("proofPhase", phase))
                .proof(controlPlane(situation));
        if (cluster.paused()) {
            return found.saying("explanation", "paused").saying("advice", "paused");
        }
        return phase.equals("Provisioned")
                ? found.offering(List.of(Recommendation.STOP_UPGRADE))
                        .saying("explanation", "generation")
                        .saying("advice", "generation")
                : found;
    }

    /** What Rancher's planner waits for, in its own words. */
    private static List<Evidence> controlPlane(Situation situation) {
        return situation.state().provisioning().controlPlanes().stream()
                .flatMap(plane -> waits(plane).stream())
                .toList();
    }

    private static Optional<Evidence> waits(ControlPlane plane) {
        return plane.conditions()
                .find("Ready")
                .filter(ready -> !ready.status().isYes())
                .map(Condition::message)
                .filter(message -> !message.isEmpty())
                .map(message -> new Evidence(
                        plane.metadata().ref(),
                        Text.of("analysis.evidence.notReady", ManifestLogs.shortened(message))));
    }
}
