package io.gleaner.model;

import java.util.List;
import java.util.Optional;

/**
 * Kubernetes and Rancher around Harvester.
 *
 * @param rancherSettings {@code settings.management.cattle.io}
 * @param secrets metadata only: payloads are never read
 * @param networkAttachments {@code network-attachment-definitions.k8s.cni.cncf.io}
 */
public record Platform(
        List<Setting> rancherSettings,
        List<StorageClass> storageClasses,
        List<DisruptionBudget> disruptionBudgets,
        List<WebhookConfiguration> webhooks,
        List<ServiceEndpoints> endpoints,
        List<CustomResource> customResources,
        List<Metadata> networkAttachments,
        List<HelmChart> helmCharts,
        List<HelmChartConfig> helmChartConfigs,
        List<Metadata> secrets,
        List<FleetController> fleetControllers,
        List<Event> events) {
    public static final Platform NONE = new Platform(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
            List.of(), List.of(), List.of());

    public Platform {
        rancherSettings = List.copyOf(rancherSettings);
        storageClasses = List.copyOf(storageClasses);
        disruptionBudgets = List.copyOf(disruptionBudgets);
        webhooks = List.copyOf(webhooks);
        endpoints = List.copyOf(endpoints);
        customResources = List.copyOf(customResources);
        networkAttachments = List.copyOf(networkAttachments);
        helmCharts = List.copyOf(helmCharts);
        helmChartConfigs = List.copyOf(helmChartConfigs);
        secrets = List.copyOf(secrets);
        fleetControllers = List.copyOf(fleetControllers);
        events = List.copyOf(events);
    }

    public Optional<Metadata> secret(String namespace, String name) {
        return secrets.stream()
                .filter(secret -> secret.name().equals(name)
                        && namespace.equals(secret.ref().namespace()))
                .findFirst();
    }
}
