package io.gleaner.source;

import io.gleaner.model.CapiCluster;
import io.gleaner.model.ControlPlane;
import io.gleaner.model.Machine;
import io.gleaner.model.MachinePlan;
import io.gleaner.model.ProvisioningCluster;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Rancher's provisioning of the nodes. */
final class ProvisioningMapping {
    private ProvisioningMapping() {}

    static ProvisioningCluster cluster(ObjectNode object) {
        JsonView json = new JsonView(object);
        return new ProvisioningCluster(
                MetadataMapping.metadata(ResourceKind.PROVISIONING_CLUSTER, object),
                json.text("spec", "kubernetesVersion"),
                hasHooks(json, "controlPlaneDrainOptions") || hasHooks(json, "workerDrainOptions"),
                MetadataMapping.conditions(json));
    }

    private static boolean hasHooks(JsonView json, String options) {
        return json.at("spec", "rkeConfig", "upgradeStrategy", options)
                .list(hook -> hook.text("annotation"), "preDrainHooks")
                .contains("harvesterhci.io/pre-hook");
    }

    static CapiCluster capiCluster(ObjectNode object) {
        JsonView json = new JsonView(object);
        return new CapiCluster(
                MetadataMapping.metadata(ResourceKind.CAPI_CLUSTER, object),
                json.flag("spec", "paused"),
                json.text("status", "phase"),
                MetadataMapping.conditions(json));
    }

    static Machine machine(ObjectNode object) {
        JsonView json = new JsonView(object);
        return new Machine(
                MetadataMapping.metadata(ResourceKind.CAPI_MACHINE, object),
                json.text("status", "phase"),
                json.text("status", "nodeRef", "name"),
                MetadataMapping.conditions(json));
    }

    static ControlPlane controlPlane(ObjectNode object) {
        JsonView json = new JsonView(object);
        return new ControlPlane(
                MetadataMapping.metadata(ResourceKind.CONTROL_PLANE, object),
                json.text("spec", "kubernetesVersion"),
                MetadataMapping.conditions(json));
    }

    /** Empty for any other Secret. */
    static Optional<MachinePlan> machinePlan(ObjectNode secret) {
        MachinePlan plan = new MachinePlan(MetadataMapping.metadata(ResourceKind.SECRET, secret));
        return plan.machine().isEmpty() || !plan.metadata().name().endsWith("-machine-plan")
                ? Optional.empty()
                : Optional.of(plan);
    }
}
