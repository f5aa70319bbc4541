package io.gleaner.source;

import io.gleaner.model.Metadata;
import io.gleaner.model.NodeUpgrade;
import io.gleaner.model.Upgrade;
import io.gleaner.model.UpgradeLog;
import io.gleaner.model.UpgradeRemnant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The kinds of Harvester's own upgrade. */
final class UpgradeMapping {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonMapper JSON = new JsonMapper();
    // Generated names of upgrades; children without a label carry them inside their own name.
    private static final Pattern GENERATED_NAME = Pattern.compile("hvst-upgrade-[a-z0-9]+");
    private static final String LABELLESS_PLAN = "-skip-restart-rancher-system-agent";
    private static final String REPOSITORY = "upgrade-repo-";

    private UpgradeMapping() {}

    static Upgrade upgrade(ObjectNode object) {
        JsonView json = new JsonView(object);
        return new Upgrade(
                MetadataMapping.metadata(ResourceKind.UPGRADE, object),
                json.text("spec", "version"),
                json.text("spec", "image"),
                !json.known("spec", "logEnabled").isNo(),
                json.text("status", "previousVersion"),
                json.text("status", "upgradeLog"),
                json.text("status", "singleNode"),
                release(json.text("status", "repoInfo")),
                nodes(json.at("status", "nodeStatuses")),
                MetadataMapping.conditions(json),
                pauseMap(json.text("metadata", "annotations", Upgrade.PAUSE_MAP_ANNOTATION)));
    }

    private static List<NodeUpgrade> nodes(JsonView statuses) {
        List<NodeUpgrade> nodes = new ArrayList<>();
        statuses.forEachField((name, status) -> nodes.add(
                new NodeUpgrade(name, status.text("state"), status.message("reason"), status.message("message"))));
        return nodes;
    }

    /** JSON inside a string; what is no JSON pauses nothing, as in Harvester. */
    private static Map<String, String> pauseMap(String annotation) {
        if (annotation.isBlank()) {
            return Map.of();
        }
        try {
            return new JsonView(JSON.readTree(annotation)).texts();
        } catch (JacksonException _) {
            return Map.of();
        }
    }

    /** {@code status.repoInfo} is YAML inside a string. */
    private static Map<String, String> release(String repoInfo) {
        if (repoInfo.isBlank()) {
            return Map.of();
        }
        try {
            return new JsonView(YAML.readTree(repoInfo)).scalars("release");
        } catch (JacksonException _) {
            return Map.of();
        }
    }

    static UpgradeLog upgradeLog(ObjectNode object) {
        JsonView json = new JsonView(object);
        return new UpgradeLog(
                MetadataMapping.metadata(ResourceKind.UPGRADE_LOG, object),
                json.text("spec", "upgradeName"),
                MetadataMapping.conditions(json));
    }

    /** Empty for an object that no upgrade made, such as a Plan of Rancher's own. */
    static Optional<UpgradeRemnant> remnant(ResourceKind kind, ObjectNode object) {
        Metadata metadata = MetadataMapping.metadata(kind, object);
        return upgradeName(metadata).map(name -> new UpgradeRemnant(metadata, name));
    }

    private static Optional<String> upgradeName(Metadata metadata) {
        Optional<String> label = metadata.label(Upgrade.UPGRADE_LABEL);
        if (label.isPresent()) {
            return label;
        }
        String name = metadata.name();
        if (name.endsWith(LABELLESS_PLAN)) {
            return Optional.of(name.substring(0, name.length() - LABELLESS_PLAN.length()));
        }
        if (name.startsWith(REPOSITORY)) {
            return Optional.of(name.substring(REPOSITORY.length()));
        }
        Matcher generated = GENERATED_NAME.matcher(name);
        return generated.find() ? Optional.of(generated.group()) : Optional.empty();
    }
}
