package io.gleaner.source;

import io.gleaner.model.Bundle;
import io.gleaner.model.BundleDeployment;
import io.gleaner.model.FleetCluster;
import io.gleaner.model.ManagedChart;
import tools.jackson.databind.node.ObjectNode;

/** The pipeline of a chart: ManagedChart, Bundle, BundleDeployment, and the Fleet Cluster above them. */
final class ChartMapping {
    private ChartMapping() {}

    static ManagedChart managedChart(ObjectNode object) {
        JsonView json = new JsonView(object);
        String namespace = json.text("spec", "namespace");
        return new ManagedChart(
                MetadataMapping.metadata(ResourceKind.MANAGED_CHART, object),
                json.text("spec", "chart"),
                json.text("spec", "repoName"),
                json.text("spec", "version"),
                json.flag("spec", "paused"),
                json.text("spec", "releaseName"),
                namespace.isEmpty() ? json.text("spec", "defaultNamespace") : namespace,
                json.number(0, "spec", "timeoutSeconds"),
                json.text("status", "display", "state"),
                json.scalars("spec", "values"),
                MetadataMapping.conditions(json));
    }

    static Bundle bundle(ObjectNode object) {
        JsonView json = new JsonView(object);
        return new Bundle(
                MetadataMapping.metadata(ResourceKind.BUNDLE, object),
                json.flag("spec", "paused"),
                json.text("spec", "helm", "version"),
                json.text("spec", "helm", "releaseName"),
                json.text("status", "display", "state"),
                json.longNumber(0, "status", "observedGeneration"),
                json.number(-1, "status", "summary", "desiredReady"),
                json.number(-1, "status", "summary", "ready"),
                json.number(-1, "status", "unavailable"),
                json.longNumber(0, "spec", "forceSyncGeneration"),
                MetadataMapping.conditions(json));
    }

    static BundleDeployment bundleDeployment(ObjectNode object) {
        JsonView json = new JsonView(object);
        return new BundleDeployment(
                MetadataMapping.metadata(ResourceKind.BUNDLE_DEPLOYMENT, object),
                json.flag("spec", "paused"),
                json.text("metadata", "labels", "fleet.cattle.io/bundle-name"),
                json.text("metadata", "labels", "fleet.cattle.io/bundle-namespace"),
                json.text("spec", "options", "helm", "version"),
                json.text("spec", "stagedOptions", "helm", "version"),
                json.text("spec", "deploymentID"),
                json.text("spec", "stagedDeploymentID"),
                json.text("status", "appliedDeploymentID"),
                json.known("status", "ready"),
                json.known("status", "nonModified"),
                json.text("status", "display", "state"),
                json.list(ChartMapping::drift, "status", "modifiedStatus"),
                json.list(ChartMapping::waiting, "status", "nonReadyStatus"),
                MetadataMapping.conditions(json));
    }

    private static BundleDeployment.Drift drift(JsonView json) {
        return new BundleDeployment.Drift(
                MetadataMapping.reference(json), json.flag("missing"), json.flag("delete"), json.message("patch"));
    }

    private static BundleDeployment.Waiting waiting(JsonView json) {
        JsonView summary = json.at("summary");
        return new BundleDeployment.Waiting(
                MetadataMapping.reference(json),
                summary.text("state"),
                summary.list(JsonView::message, "message").stream()
                        .filter(message -> !message.isEmpty())
                        .toList());
    }

    static FleetCluster fleetCluster(ObjectNode object) {
        JsonView json = new JsonView(object);
        return new FleetCluster(
                MetadataMapping.metadata(ResourceKind.FLEET_CLUSTER, object),
                json.flag("spec", "paused"),
                json.instant("status", "agent", "lastSeen"),
                MetadataMapping.conditions(json),
                Math.max(
                        json.longNumber(0, "spec", "redeployAgentGeneration"),
                        json.longNumber(0, "status", "agentDeployedGeneration")));
    }
}
