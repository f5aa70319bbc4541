package io.gleaner.source;

import io.gleaner.model.BackingImage;
import io.gleaner.model.InstanceManager;
import io.gleaner.model.LonghornNode;
import io.gleaner.model.Volume;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Longhorn's kinds. */
final class LonghornMapping {
    private LonghornMapping() {}

    static Volume volume(ObjectNode object) {
        JsonView json = new JsonView(object);
        JsonView claim = json.at("status", "kubernetesStatus");
        return new Volume(
                MetadataMapping.metadata(ResourceKind.LONGHORN_VOLUME, object),
                json.number(-1, "spec", "numberOfReplicas"),
                json.text("status", "state"),
                json.text("status", "robustness"),
                json.text("status", "currentNodeID"),
                claim.text("namespace"),
                claim.text("pvcName"),
                claim.list(workload -> workload.text("podStatus"), "workloadsStatus")
                        .contains("Running"));
    }

    static LonghornNode node(ObjectNode object) {
        JsonView json = new JsonView(object);
        List<Boolean> evictions = new ArrayList<>();
        evictions.add(json.flag("spec", "evictionRequested"));
        json.at("spec", "disks").forEachField((_, disk) -> evictions.add(disk.flag("evictionRequested")));
        return new LonghornNode(
                MetadataMapping.metadata(ResourceKind.LONGHORN_NODE, object),
                json.flag("spec", "allowScheduling"),
                evictions.contains(true),
                MetadataMapping.conditions(json));
    }

    static BackingImage backingImage(ObjectNode object) {
        return new BackingImage(
                MetadataMapping.metadata(ResourceKind.BACKING_IMAGE, object),
                new JsonView(object).number(-1, "spec", "minNumberOfCopies"));
    }

    static InstanceManager instanceManager(ObjectNode object) {
        JsonView json = new JsonView(object);
        return new InstanceManager(
                MetadataMapping.metadata(ResourceKind.INSTANCE_MANAGER, object),
                json.text("spec", "type"),
                json.text("spec", "image"),
                json.text("spec", "nodeID"),
                json.text("status", "currentState"));
    }
}
