package io.gleaner.analysis.precheck;

import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Situation;
import io.gleaner.model.Addon;
import io.gleaner.model.Bundle;
import io.gleaner.model.Condition;
import io.gleaner.model.FleetCluster;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.util.stream.Stream;

/** Charts, their Bundles, and addons. */
public final class ChartChecks {
    private static final String HARVESTER_BUNDLE = "mcc-harvester";

    /** The webhook looks at every ManagedChart of fleet-local, and at nothing but {@code Ready}. */
    public static final Check CHARTS_READY = Check.of(
                    "charts-ready", ChartChecks::notReady, Source.webhook(8, "checkManagedCharts"))
            .requiring(Requirement.MANAGED_CHARTS)
            .repairedBy("gleaner diagnose")
            .known("harvester/harvester#8227");

    public static final Check BUNDLES_READY = Check.of(
                    "bundles-ready",
                    ChartChecks::bundles,
                    Source.script(4, "Helm-Bundles"),
                    Source.script(5, "Harvester-Bundles"))
            .requiring(Requirement.BUNDLES)
            .repairedBy("kubectl get bundles.fleet.cattle.io -n fleet-local")
            .known("harvester/upgrade-helpers pre-check/v1.x/check.sh");

    public static final Check FLEET_CLUSTER_PAUSED = Check.of(
                    "fleet-cluster-paused", ChartChecks::fleetCluster, Source.OWN)
            .requiring(Requirement.FLEET_CLUSTERS)
            .repairedBy("kubectl edit clusters.fleet.cattle.io -n fleet-local local")
            .known("docs: Fleet Cluster spec.paused");

    /** The webhook accepts an upgrade all the same: it does not look at {@code Defined}. */
    public static final Check CHARTS_RESOLVED = Check.of("charts-resolved", ChartChecks::unresolved, Source.OWN)
            .requiring(Requirement.MANAGED_CHARTS)
            .repairedBy("gleaner diagnose")
            .known("harvester/harvester#8195");

    public static final Check CHARTS_PAUSED = Check.of("charts-paused", ChartChecks::paused, Source.OWN)
            .requiring(Requirement.MANAGED_CHARTS, Requirement.BUNDLES)
            .repairedBy("gleaner plan resume-charts")
            .known("harvester/harvester#8195", "harvester/harvester#8220");

    public static final Check ADDONS = Check.of("addons", ChartChecks::addons, Source.webhook(9, "checkAddons"))
            .requiring(Requirement.ADDONS)
            .repairedBy("kubectl get addons.harvesterhci.io -A")
            .known("harvester/harvester pkg/util/addon");

    private ChartChecks() {}

    private static Stream<Affected> notReady(Situation situation) {
        return situation.state().managedCharts().stream()
                .filter(ChartChecks::isNotReady)
                .map(chart -> Affected.stops(
                        chart.metadata().ref(),
                        message(chart, "Ready").isEmpty()
                                ? "precheck.charts-ready.silent"
                                : "precheck.charts-ready.notReady",
                        message(chart, "Ready")));
    }

    /** As the webhook reads it: a chart without the condition passes. */
    public static boolean isNotReady(ManagedChart chart) {
        return chart.conditions().has("Ready") && !chart.conditions().isTrue("Ready");
    }

    private static String message(ManagedChart chart, String type) {
        return chart.conditions().find(type).map(Condition::message).orElse("");
    }

    private static Stream<Affected> bundles(Situation situation) {
        ObjectRef harvester = new ObjectRef("fleet.cattle.io/v1alpha1", "Bundle", "fleet-local", HARVESTER_BUNDLE);
        boolean there = situation.state().bundles().stream().anyMatch(ChartChecks::isHarvester);
        return Stream.concat(
                there ? Stream.of() : Stream.of(Affected.stops(harvester, "precheck.bundles-ready.missing")),
                situation.state().bundles().stream()
                        .filter(bundle -> isHarvester(bundle)
                                ? bundle.desiredReady() != 1 || bundle.ready() != 1 || bundle.unavailable() > 0
                                : bundle.ready() == 0)
                        .map(bundle -> Affected.stops(
                                bundle.metadata().ref(),
                                "precheck.bundles-ready.notReady",
                                Math.max(0, bundle.ready()),
                                Math.max(1, bundle.desiredReady()))));
    }

    private static boolean isHarvester(Bundle bundle) {
        return bundle.name().equals(HARVESTER_BUNDLE);
    }

    private static Stream<Affected> fleetCluster(Situation situation) {
        return situation.state().fleetClusters().stream()
                .filter(FleetCluster::paused)
                .map(cluster -> Affected.stops(cluster.metadata().ref(), "precheck.fleet-cluster-paused.paused"));
    }

    private static Stream<Affected> unresolved(Situation situation) {
        return situation.state().managedCharts().stream()
                .filter(chart -> chart.conditions().isFalse("Defined"))
                .map(chart -> Affected.warns(
                        chart.metadata().ref(), "precheck.charts-resolved.unresolved", message(chart, "Defined")));
    }

    private static Stream<Affected> paused(Situation situation) {
        return situation.charts().stream()
                .filter(chart -> chart.paused().isYes() || chart.bundlePaused().isYes())
                .map(chart -> Affected.warns(
                        chart.subject().metadata().ref(),
                        chart.paused().isYes()
                                ? "precheck.charts-paused.paused"
                                : "precheck.charts-paused.bundlePaused"));
    }

    /** The webhook asks from v1.7.0 on; before, an unsettled addon costs the upgrade five minutes and stays behind. */
    private static Stream<Affected> addons(Situation situation) {
        boolean refused = situation
                .versions()
                .controller()
                .map(running -> running.isAtLeast("1.7.0"))
                .orElse(true);
        return situation.state().harvester().addons().stream()
                .filter(ChartChecks::isUnsettled)
                .map(addon -> new Affected(
                        refused ? Outcome.FAILED : Outcome.WARNING,
                        addon.metadata().ref(),
                        Text.of(
                                addon.enabled() ? "precheck.addons.enabled" : "precheck.addons.disabled",
                                addon.state().isEmpty() ? "–" : addon.state())));
    }

    private static boolean isUnsettled(Addon addon) {
        return addon.enabled()
                ? !addon.state().equals("AddonDeploySuccessful")
                : !addon.state().isEmpty() && !addon.state().equals("AddonDisabled");
    }
}
