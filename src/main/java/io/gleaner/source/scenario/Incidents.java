package io.gleaner.source.scenario;

import io.gleaner.source.ResourceKind;
import java.util.List;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.StringNode;

/**
 * What happened in each built-in scenario. Order and managers follow the script {@code upgrade_manifests.sh} of Harvester
 * v1.5.1; the situations are those of harvester/harvester issue 8195 and pull request 8220.
 */
final class Incidents {
    private static final String OLD = "v1.4.3";
    private static final String NEW = "v1.5.1";
    private static final String SCRIPT = "kubectl-patch";
    private static final String UPGRADE = "hvst-upgrade-k4n7x";
    private static final String FIRST_POD = UPGRADE + "-apply-manifests-q2vbd";
    /** In the order in which the script pauses them. */
    private static final List<String> CHARTS =
            List.of("harvester", "harvester-crd", "rancher-monitoring-crd", "rancher-logging-crd");

    private Incidents() {}

    static void healthy(Story story) {
        installed(story);
        story.at("2025-07-01T09:00:00Z").apply("version-available.yaml", "harvester");
        story.at("2025-07-15T07:44:10Z").apply("agent-checked-in.yaml", "fleetagent");
        story.at("2025-07-15T07:55:00Z");
    }

    static void upgradeRunning(Story story) {
        chartsPaused(story);
        rancherDeletesItsRepositories(story);
        story.at("2025-07-15T08:29:40Z").apply("rancher-upgrading.yaml", "helm");
        story.at("2025-07-15T08:31:00Z");
    }

    static void abortedBeforePodUpgrade(Story story) {
        rancherUpgraded(story);
        story.podWrites(FIRST_POD, "apply-manifests-stuck.log");
        jobFailed(story);
        story.at("2025-07-15T09:49:10Z");
    }

    static void noChartVersion(Story story) {
        rancherUpgraded(story);
        story.podWrites(FIRST_POD, "apply-manifests-chart-server.log").apply("cluster-settled.yaml", "rancher");
        story.at("2025-07-15T08:41:55Z").serveCharts(NEW);
        story.at("2025-07-15T08:43:10Z").setOnChart("harvester-crd", "version", StringNode.valueOf("1.5.1"), SCRIPT);
        jobFailed(story);
        story.at("2025-07-15T09:49:10Z");
    }

    static void halfResumed(Story story) {
        rancherUpgraded(story);
        story.at("2025-07-15T08:41:55Z").serveCharts(NEW);
        story.at("2025-07-15T08:47:20Z")
                .delete(ResourceKind.UPGRADE.ref("harvester-system", UPGRADE))
                .delete(ResourceKind.VIRTUAL_MACHINE.ref("harvester-system", "upgrade-repo-" + UPGRADE))
                .delete(ResourceKind.VIRTUAL_MACHINE_IMAGE.ref("harvester-system", UPGRADE))
                .delete(ResourceKind.PLAN.ref("cattle-system", UPGRADE + "-prepare"));
        story.at("2025-07-15T08:58:03Z");
        CHARTS.forEach(chart -> story.setOnChart(chart, "paused", BooleanNode.FALSE, SCRIPT));
        story.at("2025-07-15T09:07:31Z").apply("agent-checked-in.yaml", "fleetagent");
        story.at("2025-07-15T09:12:00Z");
    }

    static void pausedByHand(Story story) {
        installed(story);
        story.at("2025-06-20T13:07:44Z")
                .setOnChart("rancher-monitoring-crd", "paused", BooleanNode.TRUE, "kubectl-edit");
        story.at("2025-07-15T07:44:10Z").apply("agent-checked-in.yaml", "fleetagent");
        story.at("2025-07-15T07:55:00Z");
    }

    private static void installed(Story story) {
        story.at("2025-06-03T13:40:00Z")
                .applyRelease("nodes.yaml", "rke2", OLD)
                .applyRelease("cluster.yaml", "rancherd", OLD)
                .applyRelease("platform.yaml", "rancherd", OLD)
                .applyRelease("provisioning.yaml", "rancher", OLD)
                .applyRelease("workloads.yaml", "harvester", OLD)
                .apply("rancher-installed.yaml", "rancher")
                .serveCharts(OLD)
                .applyRelease("managed-charts.yaml", "rancherd", OLD);
    }

    private static void chartsPaused(Story story) {
        installed(story);
        story.at("2025-07-01T09:00:00Z").apply("version-available.yaml", "harvester");
        story.at("2025-07-15T08:24:53Z")
                .apply("upgrade-in-system-services.yaml", "harvester")
                .apply("events-manifests.yaml", "kube-controller-manager")
                .podWrites(FIRST_POD, "apply-manifests.log");
        story.at("2025-07-15T08:25:31Z");
        CHARTS.forEach(chart -> story.setOnChart(chart, "paused", BooleanNode.TRUE, SCRIPT));
        story.at("2025-07-15T08:26:02Z").apply("skip-restart-plan.yaml", "kubectl-create");
        story.at("2025-07-15T08:27:15Z").apply("agent-checked-in.yaml", "fleetagent");
    }

    private static void rancherUpgraded(Story story) {
        chartsPaused(story);
        rancherDeletesItsRepositories(story);
        story.at("2025-07-15T08:33:40Z").apply("rancher-upgraded.yaml", "helm");
    }

    /** So that the new Rancher makes them again, in its own version. */
    private static void rancherDeletesItsRepositories(Story story) {
        story.at("2025-07-15T08:29:33Z")
                .delete(ResourceKind.CLUSTER_REPO.ref(null, "rancher-charts"))
                .delete(ResourceKind.CLUSTER_REPO.ref(null, "rancher-rke2-charts"))
                .delete(ResourceKind.CLUSTER_REPO.ref(null, "rancher-partner-charts"))
                .delete(ResourceKind.RANCHER_SETTING.ref(null, "chart-default-branch"));
    }

    /** The controller removes what it made for the upgrade; the script's own Plan is none of its. */
    private static void jobFailed(Story story) {
        story.at("2025-07-15T09:31:07Z")
                .apply("upgrade-failed.yaml", "harvester")
                .apply("events-failed.yaml", "kube-controller-manager")
                .podWrites(UPGRADE + "-apply-manifests-8wlzr", "apply-manifests-again.log");
        story.at("2025-07-15T09:31:10Z")
                .delete(ResourceKind.VIRTUAL_MACHINE.ref("harvester-system", "upgrade-repo-" + UPGRADE))
                .delete(ResourceKind.VIRTUAL_MACHINE_IMAGE.ref("harvester-system", UPGRADE))
                .delete(ResourceKind.PLAN.ref("cattle-system", UPGRADE + "-prepare"));
        story.at("2025-07-15T09:36:02Z").apply("agent-checked-in.yaml", "fleetagent");
    }
}
