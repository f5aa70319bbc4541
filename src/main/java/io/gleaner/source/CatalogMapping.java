package io.gleaner.source;

import io.gleaner.model.ChartRepository;
import io.gleaner.model.HelmRelease;
import io.gleaner.model.Metadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Rancher's catalog: repositories with their index, and Apps as witnesses of Helm releases. */
final class CatalogMapping {
    private CatalogMapping() {}

    static ChartRepository chartRepository(ObjectNode object, List<ObjectNode> configMaps) {
        JsonView json = new JsonView(object);
        Metadata metadata = MetadataMapping.metadata(ResourceKind.CLUSTER_REPO, object);
        return new ChartRepository(
                metadata,
                json.text("spec", "url"),
                json.instant("status", "downloadTime"),
                MetadataMapping.conditions(json),
                ChartIndex.read(
                                json.text("status", "indexConfigMapNamespace"),
                                json.text("status", "indexConfigMapName"),
                                metadata.uid(),
                                configMaps)
                        .orElse(null));
    }

    /** An App mirrors the newest release Secret, whatever that one's status; its values are left where they are. */
    static HelmRelease helmRelease(ObjectNode object) {
        JsonView json = new JsonView(object);
        Metadata metadata = MetadataMapping.metadata(ResourceKind.APP, object);
        JsonView chart = json.at("spec", "chart", "metadata");
        Map<String, String> named = json.texts("spec");
        String namespace = metadata.ref().namespace();
        return new HelmRelease(
                metadata.ref(),
                named.getOrDefault("namespace", namespace == null ? "" : namespace),
                named.getOrDefault("name", metadata.name()),
                json.number(0, "spec", "version"),
                json.text("spec", "info", "status"),
                chart.text("name"),
                chart.text("version"),
                chart.text("appVersion"),
                json.instant("spec", "info", "lastDeployed"));
    }

    /** A Helm release Secret by its labels: the payload is left where it is. Empty for any other Secret. */
    static Optional<HelmRelease> releaseSecret(ObjectNode object) {
        Metadata metadata = MetadataMapping.metadata(ResourceKind.SECRET, object);
        boolean isRelease = metadata.name().startsWith("sh.helm.release.v1.")
                && metadata.label("owner").filter("helm"::equals).isPresent();
        if (!isRelease) {
            return Optional.empty();
        }
        String namespace = metadata.ref().namespace();
        return Optional.of(new HelmRelease(
                metadata.ref(),
                namespace == null ? "" : namespace,
                metadata.label("name").orElse(""),
                revision(metadata.label("version").orElse("")),
                metadata.label("status").orElse(""),
                "",
                "",
                "",
                metadata.created()));
    }

    private static int revision(String label) {
        try {
            return Integer.parseInt(label);
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
