package io.gleaner.source;

import io.gleaner.model.CustomResource;
import io.gleaner.model.DisruptionBudget;
import io.gleaner.model.Event;
import io.gleaner.model.FleetController;
import io.gleaner.model.HelmChart;
import io.gleaner.model.HelmChartConfig;
import io.gleaner.model.Known;
import io.gleaner.model.ServiceEndpoints;
import io.gleaner.model.StorageClass;
import io.gleaner.model.WebhookConfiguration;
import io.gleaner.model.WebhookConfiguration.Webhook;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Kubernetes' own kinds and Rancher's around them. */
final class PlatformMapping {
    private static final JsonMapper JSON = new JsonMapper();

    private PlatformMapping() {}

    static StorageClass storageClass(ObjectNode object) {
        var metadata = MetadataMapping.metadata(ResourceKind.STORAGE_CLASS, object);
        return new StorageClass(
                metadata,
                metadata.annotation("storageclass.kubernetes.io/is-default-class")
                        .filter("true"::equals)
                        .isPresent());
    }

    static DisruptionBudget disruptionBudget(ObjectNode object) {
        JsonView json = new JsonView(object);
        return new DisruptionBudget(
                MetadataMapping.metadata(ResourceKind.DISRUPTION_BUDGET, object),
                json.number(-1, "status", "disruptionsAllowed"),
                json.number(-1, "status", "expectedPods"),
                json.number(-1, "status", "currentHealthy"),
                json.number(-1, "status", "desiredHealthy"),
                json.texts("spec", "selector", "matchLabels"));
    }

    static WebhookConfiguration webhooks(ResourceKind kind, ObjectNode object) {
        return new WebhookConfiguration(
                MetadataMapping.metadata(kind, object),
                new JsonView(object).list(PlatformMapping::webhook, "webhooks"));
    }

    private static Webhook webhook(JsonView json) {
        return new Webhook(
                json.text("name"),
                json.text("clientConfig", "service", "namespace"),
                json.text("clientConfig", "service", "name"),
                json.text("failurePolicy"),
                json.list(
                        rule -> new WebhookConfiguration.Scope(
                                rule.strings("apiGroups"), rule.strings("resources"), rule.strings("operations")),
                        "rules"));
    }

    /** An endpoint without a condition counts as ready, as the API says. */
    static ServiceEndpoints endpoints(ObjectNode object) {
        JsonView json = new JsonView(object);
        long ready = json
                .list(endpoint -> !endpoint.known("conditions", "ready").isNo(), "endpoints")
                .stream()
                .filter(each -> each)
                .count();
        return new ServiceEndpoints(
                MetadataMapping.metadata(ResourceKind.ENDPOINT_SLICE, object),
                json.text("metadata", "labels", "kubernetes.io/service-name"),
                Math.toIntExact(ready));
    }

    static CustomResource customResource(ObjectNode object) {
        return new CustomResource(
                MetadataMapping.metadata(ResourceKind.CUSTOM_RESOURCE, object),
                new JsonView(object).strings("status", "storedVersions"));
    }

    static HelmChart helmChart(ObjectNode object) {
        JsonView json = new JsonView(object);
        return new HelmChart(
                MetadataMapping.metadata(ResourceKind.HELM_CHART, object),
                json.text("status", "jobName"),
                MetadataMapping.conditions(json));
    }

    static HelmChartConfig helmChartConfig(ObjectNode object) {
        return new HelmChartConfig(
                MetadataMapping.metadata(ResourceKind.HELM_CHART_CONFIG, object),
                new JsonView(object).text("spec", "failurePolicy"));
    }

    /** Its one entry is JSON inside a string. */
    static FleetController fleetController(ObjectNode configMap) {
        var metadata = MetadataMapping.metadata(ResourceKind.CONFIG_MAP, configMap);
        try {
            JsonView config = new JsonView(JSON.readTree(new JsonView(configMap).text("data", "config")));
            return config.node().isObject()
                    ? new FleetController(
                            metadata,
                            Known.of(!config.text("apiServerURL").isEmpty()),
                            Known.of(!config.text("apiServerCA").isEmpty()))
                    : new FleetController(metadata, Known.UNKNOWN, Known.UNKNOWN);
        } catch (JacksonException _) {
            return new FleetController(metadata, Known.UNKNOWN, Known.UNKNOWN);
        }
    }

    static Event event(ObjectNode object) {
        JsonView json = new JsonView(object);
        @Nullable Instant first = firstOf(json.instant("firstTimestamp"), json.instant("eventTime"));
        @Nullable Instant last = firstOf(json.instant("series", "lastObservedTime"), json.instant("lastTimestamp"));
        return new Event(
                MetadataMapping.metadata(ResourceKind.EVENT, object),
                MetadataMapping.reference(json.at("involvedObject")),
                json.text("type"),
                json.text("reason"),
                json.message("message"),
                firstOf(json.text("source", "component"), json.text("reportingComponent")),
                Math.max(1, Math.max(json.number(1, "count"), json.number(1, "series", "count"))),
                firstOf(first, json.instant("metadata", "creationTimestamp")),
                firstOf(last, first));
    }

    private static @Nullable Instant firstOf(@Nullable Instant one, @Nullable Instant other) {
        return one == null ? other : one;
    }

    private static String firstOf(String one, String other) {
        return one.isEmpty() ? other : one;
    }
}
