package io.gleaner.source;

import io.gleaner.model.ClusterNode;
import io.gleaner.model.Job;
import io.gleaner.model.Pod;
import io.gleaner.model.Workload;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** The built-in kinds: Deployments, Jobs, Pods, Nodes. */
final class WorkloadMapping {
    private WorkloadMapping() {}

    static Workload deployment(ObjectNode object) {
        JsonView json = new JsonView(object);
        Map<String, String> images = new LinkedHashMap<>();
        json.list(
                container -> images.put(container.text("name"), container.text("image")),
                "spec",
                "template",
                "spec",
                "containers");
        return new Workload(
                MetadataMapping.metadata(ResourceKind.DEPLOYMENT, object),
                json.number(1, "spec", "replicas"),
                json.number(0, "status", "updatedReplicas"),
                json.number(0, "status", "availableReplicas"),
                json.longNumber(0, "status", "observedGeneration"),
                images);
    }

    static Job job(ObjectNode object) {
        JsonView json = new JsonView(object);
        return new Job(
                MetadataMapping.metadata(ResourceKind.JOB, object),
                json.number(0, "status", "active"),
                json.number(0, "status", "succeeded"),
                json.number(0, "status", "failed"),
                json.flag("spec", "suspend"),
                json.instant("status", "startTime"),
                json.instant("status", "completionTime"),
                MetadataMapping.conditions(json));
    }

    static Pod pod(ObjectNode object) {
        JsonView json = new JsonView(object);
        return new Pod(
                MetadataMapping.metadata(ResourceKind.POD, object),
                json.text("status", "phase"),
                json.instant("status", "startTime"),
                json
                        .list(
                                container -> container.instant("state", "terminated", "finishedAt"),
                                "status",
                                "containerStatuses")
                        .stream()
                        .filter(Objects::nonNull)
                        .max(Instant::compareTo)
                        .orElse(null));
    }

    static ClusterNode node(ObjectNode object) {
        JsonView json = new JsonView(object);
        return new ClusterNode(
                MetadataMapping.metadata(ResourceKind.NODE, object),
                MetadataMapping.conditions(json).status("Ready"),
                json.flag("spec", "unschedulable"),
                json.text("status", "nodeInfo", "osImage"),
                json.text("status", "nodeInfo", "kubeletVersion"));
    }
}
