package io.gleaner.analysis.precheck;

import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Situation;
import io.gleaner.model.AvailableVersion;
import io.gleaner.model.HarvesterVersion;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Upgrade;
import io.gleaner.model.UpgradeRemnant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What earlier upgrades may have left, and what the next one needs. */
public final class UpgradeChecks {
    private static final Set<String> FINAL = Set.of("Succeeded", "Failed");
    private static final String LOG_CHART = "-upgradelog-operator";

    public static final Check PREVIOUS_UPGRADE = Check.of(
                    "previous-upgrade", UpgradeChecks::unfinished, Source.webhook(2, "Create"))
            .requiring(Requirement.UPGRADES)
            .repairedBy("kubectl get upgrades.harvesterhci.io -n harvester-system --show-labels")
            .known("harvester/harvester#5090", "docs: Stop the ongoing upgrade");

    /** The label came with the guarded cleanup of v1.7.0. */
    public static final Check UPGRADE_CLEANUP = Check.of(
                    "upgrade-cleanup", UpgradeChecks::cleanupPending, Source.webhook(2, "Create"))
            .from("1.7.0")
            .requiring(Requirement.UPGRADES)
            .repairedBy("kubectl logs -n harvester-system deployment/harvester | grep \"error syncing\"")
            .known("harvester/harvester pkg/controller/master/upgrade");

    /** Harvester deletes the chart when an upgrade ends ({@code stopCollect} of its upgradelog controller). */
    public static final Check UPGRADE_LOG_CHART = Check.of("upgrade-log-chart", UpgradeChecks::logCharts, Source.OWN)
            .requiring(Requirement.MANAGED_CHARTS, Requirement.UPGRADES)
            .repairedBy("kubectl delete managedcharts.management.cattle.io -n fleet-local NAME")
            .known("harvester/harvester#8227");

    public static final Check UPGRADE_PLANS = Check.of("upgrade-plans", UpgradeChecks::plans, Source.OWN)
            .requiring(Requirement.PLANS, Requirement.UPGRADES)
            .repairedBy("kubectl delete plans.upgrade.cattle.io -n cattle-system NAME")
            .known("harvester/harvester#3299", "harvester/harvester#5690");

    public static final Check OFFERED_VERSIONS = Check.of(
                    "offered-versions", UpgradeChecks::versions, Source.webhook(1, "Create"))
            .requiring(Requirement.VERSIONS)
            .repairedBy("kubectl get versions.harvesterhci.io -n harvester-system")
            .known("docs: Upgrade support matrix");

    private UpgradeChecks() {}

    private static Stream<Affected> unfinished(Situation situation) {
        return situation.state().upgrades().stream()
                .filter(upgrade -> upgrade.metadata()
                        .label(Upgrade.STATE_LABEL)
                        .filter(FINAL::contains)
                        .isEmpty())
                .map(upgrade -> Affected.stops(
                        upgrade.metadata().ref(),
                        upgrade.metadata().labels().containsKey(Upgrade.STATE_LABEL)
                                ? "precheck.previous-upgrade.state"
                                : "precheck.previous-upgrade.noState",
                        upgrade.metadata().label(Upgrade.STATE_LABEL).orElse("")));
    }

    private static Stream<Affected> cleanupPending(Situation situation) {
        return situation.state().upgrades().stream()
                .filter(upgrade -> upgrade.metadata()
                        .label(Upgrade.CLEANUP_LABEL)
                        .filter("Pending"::equals)
                        .isPresent())
                .map(upgrade -> Affected.stops(upgrade.metadata().ref(), "precheck.upgrade-cleanup.pending"));
    }

    private static Stream<Affected> logCharts(Situation situation) {
        return situation.upgradeGoesOn()
                ? Stream.of()
                : situation.state().managedCharts().stream()
                        .filter(UpgradeChecks::isLogChart)
                        .map(chart -> chart.conditions().isFalse("Ready")
                                ? Affected.stops(chart.metadata().ref(), "precheck.upgrade-log-chart.notReady")
                                : Affected.warns(chart.metadata().ref(), "precheck.upgrade-log-chart.left"));
    }

    /** The operator an upgrade installs to collect its logs where the addon rancher-logging is off. */
    public static boolean isLogChart(ManagedChart chart) {
        return chart.name().endsWith(LOG_CHART);
    }

    private static Stream<Affected> plans(Situation situation) {
        Optional<String> active =
                situation.upgradeGoesOn() ? situation.state().latestUpgrade().map(Upgrade::name) : Optional.empty();
        return situation.state().upgradeRemnants().stream()
                .filter(remnant -> remnant.metadata().ref().kind().equals("Plan"))
                .filter(plan -> !active.equals(Optional.of(plan.upgradeName())))
                .map(UpgradeChecks::plan);
    }

    private static Affected plan(UpgradeRemnant plan) {
        return Affected.warns(plan.metadata().ref(), "precheck.upgrade-plans.left", plan.upgradeName());
    }

    private static Stream<Affected> versions(Situation situation) {
        List<AvailableVersion> offered = situation.state().harvester().versions();
        if (offered.isEmpty()) {
            ObjectRef any = new ObjectRef("harvesterhci.io/v1beta1", "Version", "harvester-system", "*");
            return Stream.of(Affected.warns(any, "precheck.offered-versions.none"));
        }
        return situation
                .versions()
                .controller()
                .map(running -> offered.stream().flatMap(version -> unreachable(version, running)))
                .orElse(Stream.of());
    }

    private static Stream<Affected> unreachable(AvailableVersion version, HarvesterVersion running) {
        return HarvesterVersion.parse(version.minimumUpgradable())
                .filter(minimum -> running.compareTo(minimum) < 0)
                .map(minimum -> Affected.warns(
                        version.metadata().ref(),
                        "precheck.offered-versions.tooFar",
                        version.name(),
                        minimum.spelling(),
                        running.spelling()))
                .stream();
    }
}
