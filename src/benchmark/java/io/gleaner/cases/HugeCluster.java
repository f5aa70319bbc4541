package io.gleaner.cases;

import io.gleaner.model.ClusterState;
import io.gleaner.model.Origin;
import io.gleaner.source.ClusterStateMapping;
import io.gleaner.source.RawObjects;
import io.gleaner.source.ResourceKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A recorded incident among very many other objects. */
final class HugeCluster {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String RECORDED = "stopped-while-bumping-charts";
    private static final String POD = """
            {apiVersion: v1, kind: Pod,
             metadata: {name: "workload-%1$d", namespace: "tenant-%2$d", uid: "p%1$d", creationTimestamp: "2025-07-14T10:00:00Z",
               labels: {app: "workload-%2$d", pod-template-hash: "6f7c%2$d"},
               ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: "workload-%2$d", uid: "r%2$d"}]},
             spec: {nodeName: "node-%3$d", containers: [{name: main, image: "example/workload:1.%2$d"}]},
             status: {phase: Running, startTime: "2025-07-14T10:00:01Z",
               conditions: [{type: Ready, status: "True", lastTransitionTime: "2025-07-14T10:00:09Z"},
                 {type: PodScheduled, status: "True", lastTransitionTime: "2025-07-14T10:00:01Z"}],
               containerStatuses: [{name: main, image: "example/workload:1.%2$d", ready: true, restartCount: %3$d,
                 state: {running: {startedAt: "2025-07-14T10:00:05Z"}}}]}}
            """;
    private static final String EVENT = """
            {apiVersion: v1, kind: Event, metadata: {name: "workload-%1$d.17", namespace: "tenant-%2$d"},
             involvedObject: {apiVersion: v1, kind: Pod, namespace: "tenant-%2$d", name: "workload-%1$d"},
             type: Warning, reason: BackOff, message: "Back-off restarting failed container main in pod workload-%1$d",
             source: {component: kubelet}, count: %3$d, firstTimestamp: "2025-07-15T08:00:00Z", lastTimestamp: "2025-07-15T09:00:00Z"}
            """;
    private static final String JOB = """
            {apiVersion: batch/v1, kind: Job,
             metadata: {name: "hvst-upgrade-old%2$d-node-%1$d", namespace: harvester-system, uid: "j%1$d",
               creationTimestamp: "2025-01-10T10:00:00Z",
               labels: {harvesterhci.io/upgrade: "hvst-upgrade-old%2$d", harvesterhci.io/upgradeComponent: node,
                 harvesterhci.io/node: "node-%3$d"}},
             status: {succeeded: 1, startTime: "2025-01-10T10:00:00Z", completionTime: "2025-01-10T10:09:00Z",
               conditions: [{type: Complete, status: "True", lastTransitionTime: "2025-01-10T10:09:00Z"}]}}
            """;
    private static final String BUNDLE = """
            {apiVersion: fleet.cattle.io/v1alpha1, kind: Bundle,
             metadata: {name: "app-%1$d", namespace: fleet-local, uid: "b%1$d", generation: %3$d},
             spec: {paused: false, helm: {chart: "app-%1$d", releaseName: "app-%1$d", version: 1.0.%2$d}},
             status: {observedGeneration: %3$d, summary: {desiredReady: 1, ready: 1},
               conditions: [{type: Ready, status: "True", lastUpdateTime: "2025-07-01T00:00:00Z"}]}}
            """;

    private HugeCluster() {}

    /** As many pods, as many events, a fifth as many Jobs, and a fiftieth as many Bundles, all besides the recorded ones. */
    static RawObjects objects(int pods) {
        Map<ResourceKind, List<ObjectNode>> objects = new EnumMap<>(ResourceKind.class);
        for (ObjectNode object : CaseFile.objects(CaseFile.FOLDER.resolve(RECORDED))) {
            ResourceKind.of(
                            object.path("apiVersion").asString(""),
                            object.path("kind").asString(""))
                    .ifPresent(kind -> objects.computeIfAbsent(kind, _ -> new ArrayList<>())
                            .add(object));
        }
        add(objects, ResourceKind.POD, POD, pods);
        add(objects, ResourceKind.EVENT, EVENT, pods);
        add(objects, ResourceKind.JOB, JOB, pods / 5);
        add(objects, ResourceKind.BUNDLE, BUNDLE, pods / 50);
        ClusterState recorded = CaseFile.read(CaseFile.FOLDER.resolve(RECORDED));
        return new RawObjects(objects, recorded.coverage(), recorded.kubernetesVersion());
    }

    static ClusterState state(RawObjects objects) {
        return ClusterStateMapping.map(
                objects,
                new Origin(Origin.Kind.BUNDLE, "huge", null, null, null),
                Instant.parse("2025-07-15T10:00:00Z"));
    }

    private static void add(
            Map<ResourceKind, List<ObjectNode>> objects, ResourceKind kind, String template, int count) {
        List<ObjectNode> all = objects.computeIfAbsent(kind, _ -> new ArrayList<>());
        for (int number = 0; number < count; number++) {
            all.add((ObjectNode) YAML.readTree(template.formatted(number, number % 97, 1 + number % 3)));
        }
    }
}
