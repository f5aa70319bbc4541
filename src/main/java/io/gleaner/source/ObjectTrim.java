package io.gleaner.source;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes out what is large or secret and tells nothing about an upgrade: the files inside a Bundle, values (often with passwords)
 * of charts, the environment of containers, the first-boot data of virtual machines, schemas, payloads. What {@link
 * ClusterStateMapping} reads stays.
 */
public final class ObjectTrim {
    // Who wrote what is asked of these alone; elsewhere it is half of the object.
    private static final Set<ResourceKind> WRITERS_MATTER =
            Set.of(ResourceKind.MANAGED_CHART, ResourceKind.BUNDLE, ResourceKind.UPGRADE);

    private ObjectTrim() {}

    /** The same object, changed in place. */
    public static ObjectNode trim(ResourceKind kind, ObjectNode object) {
        metadata(kind, object.path("metadata"));
        JsonNode spec = object.path("spec");
        JsonNode status = object.path("status");
        switch (kind) {
            case BUNDLE -> remove(spec, "resources");
            case APP -> {
                remove(spec, "values", "resources");
                remove(spec.path("info"), "notes", "readme");
                remove(spec.path("chart"), "values");
            }
            case ADDON, HELM_CHART, HELM_CHART_CONFIG -> remove(spec, "valuesContent", "chartContent");
            case SECRET -> remove(object, "data", "stringData");
            case POD -> {
                podSpec(spec);
                remove(status, "podIPs", "hostIPs", "resourceClaimStatuses");
            }
            case DEPLOYMENT, DAEMON_SET, JOB -> podSpec(spec.path("template").path("spec"));
            case PLAN -> remove(spec, "upgrade", "prepare");
            case NODE -> remove(status, "images", "volumesAttached", "volumesInUse");
            case VIRTUAL_MACHINE -> machineSpec(spec.path("template").path("spec"));
            case VIRTUAL_MACHINE_INSTANCE -> machineSpec(spec);
            case VIRTUAL_MACHINE_BACKUP -> remove(status, "sourceSpec", "secretBackups", "volumeBackups");
            case INSTANCE_MANAGER ->
                remove(status, "instances", "instanceEngines", "instanceReplicas", "backingImages");
            case VALIDATING_WEBHOOK, MUTATING_WEBHOOK ->
                each(object.path("webhooks"), webhook -> remove(webhook.path("clientConfig"), "caBundle"));
            case CUSTOM_RESOURCE -> object.remove("spec");
            default -> {
                // Small, and public.
            }
        }
        return object;
    }

    private static void metadata(ResourceKind kind, JsonNode metadata) {
        if (!WRITERS_MATTER.contains(kind)) {
            remove(metadata, "managedFields");
        }
        remove(
                metadata.path("annotations"),
                "kubectl.kubernetes.io/last-applied-configuration",
                "objectset.rio.cattle.io/applied");
    }

    private static void podSpec(JsonNode spec) {
        retain(spec, "nodeName", "nodeSelector", "containers", "initContainers", "priorityClassName");
        for (String containers : List.of("containers", "initContainers")) {
            each(spec.path(containers), container -> retain(container, "name", "image"));
        }
    }

    /** The first-boot data of a virtual machine has its passwords. */
    private static void machineSpec(JsonNode spec) {
        remove(spec, "accessCredentials", "networks", "affinity", "tolerations");
        each(spec.path("volumes"), volume -> remove(volume, "cloudInitNoCloud", "cloudInitConfigDrive", "sysprep"));
    }

    private static void each(JsonNode array, Consumer<JsonNode> action) {
        if (array.isArray()) {
            array.forEach(action);
        }
    }

    private static void remove(JsonNode from, String... fields) {
        if (from instanceof ObjectNode object) {
            object.remove(List.of(fields));
        }
    }

    private static void retain(JsonNode in, String... fields) {
        if (in instanceof ObjectNode object) {
            object.retain(List.of(fields));
        }
    }
}
