package io.gleaner.source.scenario;

import io.gleaner.source.ResourceKind;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Rancher's ManagedChart handler, the Fleet controller, the Fleet agent with Helm, and those who answer to other repairs
 * would do next. A pure function of
 * the objects: it decides by what is there, never by what happened, so it can be asked at any time and against any cluster.
 * Modelled on Rancher 2.8 to 2.14 (handler {@code mcc-bundle}) and Fleet 0.9 to 0.15.
 */
public final class SimulatedControllers {
    private SimulatedControllers() {}

    /**
     * @param now what conditions that change are stamped with
     * @return empty when the cluster has settled. Writes are computed each from the objects as they are: make one for each
     *     object, then ask again
     */
    public static List<SimulatedWrite> reconcile(ClusterView view, Instant now) {
        ClusterView snapshot = snapshot(view);
        return Stream.of(
                        SimulatedRancher.reconcile(snapshot, now),
                        SimulatedFleet.reconcile(snapshot, now),
                        SimulatedAgent.reconcile(snapshot, now),
                        SimulatedPlatform.reconcile(snapshot, now))
                .flatMap(List::stream)
                .toList();
    }

    /** Every kind is listed once, however often it is looked at. */
    private static ClusterView snapshot(ClusterView view) {
        Map<ResourceKind, List<ObjectNode>> seen = new EnumMap<>(ResourceKind.class);
        return kind -> seen.computeIfAbsent(kind, view::list);
    }
}
