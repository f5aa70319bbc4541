package io.gleaner.analysis.rules.chart;

import io.gleaner.model.Bundle;
import io.gleaner.model.BundleDeployment;
import io.gleaner.model.HelmRelease;
import io.gleaner.model.ManagedChart;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What a person types for what Gleaner advises; the same writes its plans make. */
final class Commands {
    private Commands() {}

    /** Has Fleet apply a Bundle once more: nothing in Rancher or Fleet resets this number. */
    static String forceSync(Bundle bundle) {
        return merge(
                "fleet-local",
                "bundles.fleet.cattle.io",
                bundle.name(),
                "{\"spec\":{\"forceSyncGeneration\":" + (bundle.forceSyncGeneration() + 1) + "}}");
    }

    /** Any change of a label makes Rancher look at a chart again (harvester#8203). */
    static String nudge(ManagedChart chart) {
        return "kubectl -n fleet-local label managedcharts.management.cattle.io " + chart.name()
                + " gleaner/nudged=again --overwrite";
    }

    static String timeout(ManagedChart chart, int seconds) {
        return merge(
                "fleet-local",
                "managedcharts.management.cattle.io",
                chart.name(),
                "{\"spec\":{\"timeoutSeconds\":" + seconds + "}}");
    }

    /** Rancher downloads an index when this is later than the last download and not in the future. */
    static String refreshIndex(String repository, Instant now) {
        return "kubectl patch clusterrepos.catalog.cattle.io " + repository
                + " --type=merge -p '{\"spec\":{\"forceUpdate\":\"" + now.truncatedTo(ChronoUnit.SECONDS) + "\"}}'";
    }

    static String restart(String namespace, String deployment) {
        return "kubectl -n " + namespace + " rollout restart deployment " + deployment;
    }

    static String rollback(HelmRelease to) {
        return "helm rollback " + to.name() + " " + to.revision() + " -n " + to.namespace();
    }

    static String remove(BundleDeployment deployment, String path) {
        return "kubectl -n " + deployment.metadata().ref().namespace()
                + " patch bundledeployments.fleet.cattle.io "
                + deployment.metadata().name()
                + " --type=json -p '[{\"op\":\"remove\",\"path\":\"" + path + "\"}]'";
    }

    static String pauseFleet() {
        return merge("fleet-local", "clusters.fleet.cattle.io", "local", "{\"spec\":{\"paused\":true}}");
    }

    private static String merge(String namespace, String kind, String name, String patch) {
        return "kubectl -n " + namespace + " patch " + kind + " " + name + " --type=merge -p '" + patch + "'";
    }
}
