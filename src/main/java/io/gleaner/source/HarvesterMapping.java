package io.gleaner.source;

import io.gleaner.model.Addon;
import io.gleaner.model.AvailableVersion;
import io.gleaner.model.BackupSchedule;
import io.gleaner.model.MachineImage;
import io.gleaner.model.NodeUpgrade;
import io.gleaner.model.Plan;
import io.gleaner.model.Setting;
import io.gleaner.model.UpgradePlan;
import io.gleaner.model.VirtualMachineBackup;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Harvester's own kinds besides the upgrade itself, and the objects it drives its upgrades with. */
final class HarvesterMapping {
    private HarvesterMapping() {}

    /** All three kinds of settings (Harvester, Rancher, Longhorn) are written alike. */
    static Setting setting(ResourceKind kind, ObjectNode object) {
        JsonView json = new JsonView(object);
        return new Setting(MetadataMapping.metadata(kind, object), json.text("value"), json.text("default"));
    }

    static Addon addon(ObjectNode object) {
        JsonView json = new JsonView(object);
        return new Addon(
                MetadataMapping.metadata(ResourceKind.ADDON, object),
                json.flag("spec", "enabled"),
                json.text("spec", "chart"),
                json.text("spec", "version"),
                json.text("status", "status"),
                MetadataMapping.conditions(json));
    }

    static AvailableVersion version(ObjectNode object) {
        JsonView json = new JsonView(object);
        return new AvailableVersion(
                MetadataMapping.metadata(ResourceKind.VERSION, object),
                json.text("spec", "isoURL"),
                json.text("spec", "minUpgradableVersion"));
    }

    static MachineImage image(ObjectNode object) {
        JsonView json = new JsonView(object);
        return new MachineImage(
                MetadataMapping.metadata(ResourceKind.VIRTUAL_MACHINE_IMAGE, object),
                json.text("spec", "displayName"),
                json.number(-1, "status", "progress"),
                MetadataMapping.conditions(json));
    }

    static VirtualMachineBackup backup(ObjectNode object) {
        JsonView json = new JsonView(object);
        return new VirtualMachineBackup(
                MetadataMapping.metadata(ResourceKind.VIRTUAL_MACHINE_BACKUP, object),
                json.known("status", "readyToUse"),
                json.message("status", "error", "message"));
    }

    static BackupSchedule schedule(ObjectNode object) {
        return new BackupSchedule(
                MetadataMapping.metadata(ResourceKind.BACKUP_SCHEDULE, object),
                new JsonView(object).flag("status", "suspended"));
    }

    static Plan plan(ObjectNode object) {
        JsonView json = new JsonView(object);
        return new Plan(
                MetadataMapping.metadata(ResourceKind.PLAN, object),
                json.text("status", "latestHash"),
                json.strings("status", "applying"),
                MetadataMapping.conditions(json));
    }

    static UpgradePlan upgradePlan(ObjectNode object) {
        JsonView json = new JsonView(object);
        List<NodeUpgrade> nodes = new ArrayList<>();
        json.at("status", "nodeUpgradeStatuses")
                .forEachField((name, status) -> nodes.add(
                        new NodeUpgrade(name, status.text("state"), status.text("reason"), status.message("message"))));
        return new UpgradePlan(
                MetadataMapping.metadata(ResourceKind.UPGRADE_PLAN, object),
                json.text("spec", "version"),
                json.text("status", "previousVersion"),
                json.text("status", "currentPhase"),
                json.list(
                        each -> new UpgradePlan.Transition(
                                each.text("phase"), each.instant("phaseTransitionTimestamp")),
                        "status",
                        "phaseTransitionTimestamps"),
                json.text("status", "singleNode"),
                json.texts("status", "releaseMetadata"),
                json.strings("spec", "nodeUpgradeOption", "pauseNodes"),
                json.flag("spec", "skipOSUpgrade"),
                nodes,
                MetadataMapping.conditions(json));
    }
}
