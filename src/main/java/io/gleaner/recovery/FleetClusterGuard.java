package io.gleaner.recovery;

import io.gleaner.model.FleetCluster;
import io.gleaner.model.Text;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ResourceKind;
import java.util.List;

/**
 * For information, it always passes: a paused Fleet Cluster keeps every BundleDeployment paused, whatever the charts say. A
 * resumed chart then shows no effect on the cluster until that pause is lifted, too. That is odd but not harmful.
 */
record FleetClusterGuard() implements Guard {
    @Override
    public Text question() {
        return Text.of("recovery.guard.fleetCluster");
    }

    @Override
    public List<Right> reads(PlanStep step) {
        return List.of();
    }

    @Override
    public GuardResult check(LiveFacts facts, PlanStep step) {
        try {
            return facts
                    .list(ResourceKind.FLEET_CLUSTER, step.operation().target().namespace(), null)
                    .fleetClusters()
                    .stream()
                    .filter(FleetCluster::paused)
                    .findFirst()
                    .map(paused -> new GuardResult(
                            question(),
                            true,
                            paused.metadata().ref(),
                            Text.of(
                                    "recovery.guard.fleetCluster.paused",
                                    paused.metadata().ref())))
                    .orElseGet(
                            () -> new GuardResult(question(), true, null, Text.of("recovery.guard.fleetCluster.none")));
        } catch (ClusterRequestException e) {
            return new GuardResult(
                    question(), true, null, Text.of("recovery.guard.fleetCluster.unknown", RequestFailure.text(e)));
        }
    }
}
