package io.gleaner.source;

import io.gleaner.model.ClusterNode;
import io.gleaner.model.Job;
import io.gleaner.model.Pod;
import io.gleaner.model.Taint;
import io.gleaner.model.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The built-in kinds: Deployments, Jobs, Pods, Nodes. */
final class WorkloadMapping {
    private WorkloadMapping() {}

    static Workload deployment(ObjectNode object) {
        JsonView json = new JsonView(object);
        return new Workload(
                MetadataMapping.metadata(ResourceKind.DEPLOYMENT, object),
                json.number(1, "spec", "replicas"),
                json.number(0, "status", "updatedReplicas"),
                json.number(0, "status", "availableReplicas"),
                json.longNumber(0, "status", "observedGeneration"),
                images(json));
    }

    /** A DaemonSet counts nodes as a Deployment counts replicas. */
    static Workload daemonSet(ObjectNode object) {
        JsonView json = new JsonView(object);
        return new Workload(
                MetadataMapping.metadata(ResourceKind.DAEMON_SET, object),
                json.number(0, "status", "desiredNumberScheduled"),
                json.number(0, "status", "updatedNumberScheduled"),
                json.number(0, "status", "numberAvailable"),
                json.longNumber(0, "status", "observedGeneration"),
                images(json));
    }

    private static Map<String, String> images(JsonView json) {
        Map<String, String> images = new LinkedHashMap<>();
        json.list(
                container -> images.put(container.text("name"), container.text("image")),
                "spec",
                "template",
                "spec",
                "containers");
        return images;
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
        List<Pod.Container> containers = new ArrayList<>();
        containers.addAll(json.list(WorkloadMapping::container, "status", "initContainerStatuses"));
        containers.addAll(json.list(WorkloadMapping::container, "status", "containerStatuses"));
        return new Pod(
                MetadataMapping.metadata(ResourceKind.POD, object),
                json.text("status", "phase"),
                json.text("spec", "nodeName"),
                MetadataMapping.conditions(json).status("Ready"),
                json.instant("status", "startTime"),
                json
                        .list(
                                container -> container.instant("state", "terminated", "finishedAt"),
                                "status",
                                "containerStatuses")
                        .stream()
                        .filter(Objects::nonNull)
                        .max(Instant::compareTo)
                        .orElse(null),
                containers);
    }

    /** A container that waits after an end tells more by how it ended: {@code OOMKilled} rather than a back-off. */
    private static Pod.Container container(JsonView json) {
        JsonView waiting = json.at("state", "waiting");
        JsonView ended = json.at("state", "terminated");
        JsonView before = json.at("lastState", "terminated");
        String problem = Stream.of(
                        before.text("reason").equals("OOMKilled") ? "OOMKilled" : "",
                        waiting.text("reason"),
                        ended.number(0, "exitCode") == 0 ? "" : ended.text("reason"))
                .filter(reason ->
                        !reason.isEmpty() && !reason.equals("ContainerCreating") && !reason.equals("PodInitializing"))
                .findFirst()
                .orElse("");
        String message = waiting.message("message").isEmpty() ? ended.message("message") : waiting.message("message");
        return new Pod.Container(
                json.text("name"), json.text("image"), json.number(0, "restartCount"), problem, message);
    }

    static ClusterNode node(ObjectNode object) {
        JsonView json = new JsonView(object);
        return new ClusterNode(
                MetadataMapping.metadata(ResourceKind.NODE, object),
                MetadataMapping.conditions(json).status("Ready"),
                json.flag("spec", "unschedulable"),
                json.text("status", "nodeInfo", "osImage"),
                json.text("status", "nodeInfo", "kubeletVersion"),
                json.text("status", "nodeInfo", "bootID"),
                json.list(
                        taint -> new Taint(taint.text("key"), taint.text("value"), taint.text("effect")),
                        "spec",
                        "taints"),
                MetadataMapping.conditions(json));
    }
}
