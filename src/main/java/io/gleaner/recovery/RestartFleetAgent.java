package io.gleaner.recovery;

import io.gleaner.model.FleetCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The plan {@code restart-fleet-agent}: has Fleet install its agent anew. Taken by itself is an agent that has not reported
 * for twice its interval of fifteen minutes; any other has to be named.
 */
final class RestartFleetAgent {
    static final String NAME = "restart-fleet-agent";

    private static final Duration SILENT = Duration.ofMinutes(30);

    private RestartFleetAgent() {}

    static PlanOffer offer(PlanRequest request) {
        PlanDraft draft = new PlanDraft(NAME);
        if (request.isScriptAtWork()) {
            return draft.scriptAtWork();
        }
        List<FleetCluster> clusters = request.state().fleetClusters();
        List<String> known =
                clusters.stream().map(cluster -> cluster.metadata().name()).toList();
        List<String> unknown = request.unknown(known);
        if (!unknown.isEmpty()) {
            return draft.unknown(unknown, known);
        }
        for (FleetCluster cluster : clusters) {
            var metadata = cluster.metadata();
            boolean needed = request.names().isEmpty()
                    ? isSilent(cluster, request) || request.isOfferedFor(NAME, metadata.ref())
                    : request.isNamed(metadata.name());
            if (needed) {
                draft.step(
                        new RedeployFleetAgent(metadata.ref(), metadata.uid(), cluster.agentGeneration() + 1),
                        draft.text("reason"));
            }
        }
        return draft.offeredOr("reports", known);
    }

    private static boolean isSilent(FleetCluster cluster, PlanRequest request) {
        Instant seen = cluster.agentLastSeen();
        return seen != null && seen.plus(SILENT).isBefore(request.state().asOf());
    }
}
