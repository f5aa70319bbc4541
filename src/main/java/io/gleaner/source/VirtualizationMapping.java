package io.gleaner.source;

import io.gleaner.model.KubeVirt;
import io.gleaner.model.Migration;
import io.gleaner.model.NodeTerm;
import io.gleaner.model.VirtualMachine;
import io.gleaner.model.VirtualMachineInstance;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** KubeVirt's kinds. */
final class VirtualizationMapping {
    private VirtualizationMapping() {}

    static KubeVirt kubeVirt(ObjectNode object) {
        JsonView json = new JsonView(object);
        return new KubeVirt(
                MetadataMapping.metadata(ResourceKind.KUBEVIRT, object),
                json.text("status", "phase"),
                json.text("status", "targetKubeVirtVersion"),
                json.text("status", "observedKubeVirtVersion"),
                MetadataMapping.conditions(json));
    }

    static VirtualMachine machine(ObjectNode object) {
        JsonView json = new JsonView(object);
        return new VirtualMachine(
                MetadataMapping.metadata(ResourceKind.VIRTUAL_MACHINE, object),
                json.text("status", "printableStatus"),
                names(json.at("spec", "template", "spec"), "volumes"),
                json.list(JsonView::node, "status", "volumeRequests").size(),
                MetadataMapping.conditions(json));
    }

    static VirtualMachineInstance instance(ObjectNode object) {
        JsonView json = new JsonView(object);
        JsonView spec = json.at("spec");
        JsonView devices = spec.at("domain", "devices");
        List<String> hotplugged = new ArrayList<>();
        json.list(volume -> volume.has("hotplugVolume") ? volume.text("name") : "", "status", "volumeStatus").stream()
                .filter(name -> !name.isEmpty())
                .forEach(hotplugged::add);
        return new VirtualMachineInstance(
                MetadataMapping.metadata(ResourceKind.VIRTUAL_MACHINE_INSTANCE, object),
                json.text("status", "phase"),
                json.text("status", "nodeName"),
                json.text("status", "evacuationNodeName"),
                devices.list(disk -> disk.has("cdrom"), "disks").contains(true),
                !names(devices, "hostDevices").isEmpty()
                        || !names(devices, "gpus").isEmpty(),
                spec.list(volume -> volume.has("containerDisk"), "volumes").contains(true),
                !spec.texts("nodeSelector").isEmpty(),
                spec.at("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
                        .list(VirtualizationMapping::nodeTerm, "nodeSelectorTerms"),
                hotplugged,
                MetadataMapping.conditions(json));
    }

    private static NodeTerm nodeTerm(JsonView term) {
        List<NodeTerm.Expression> expressions = new ArrayList<>();
        expressions.addAll(term.list(VirtualizationMapping::expression, "matchExpressions"));
        expressions.addAll(term.list(VirtualizationMapping::expression, "matchFields"));
        return new NodeTerm(expressions);
    }

    private static NodeTerm.Expression expression(JsonView json) {
        return new NodeTerm.Expression(json.text("key"), json.text("operator"), json.strings("values"));
    }

    private static List<String> names(JsonView at, String list) {
        return at.list(element -> element.text("name"), list).stream()
                .filter(name -> !name.isEmpty())
                .toList();
    }

    static Migration migration(ObjectNode object) {
        JsonView json = new JsonView(object);
        return new Migration(
                MetadataMapping.metadata(ResourceKind.MIGRATION, object),
                json.text("spec", "vmiName"),
                json.text("status", "phase"));
    }
}
