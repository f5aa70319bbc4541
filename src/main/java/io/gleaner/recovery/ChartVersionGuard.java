package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import io.gleaner.model.Upgrade;
import io.gleaner.source.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Only the two CRD charts may be given a version, only the one the upgrade's ISO names, only when the chart server has it,
 * and only after {@code harvester} itself has arrived: the script goes in that order.
 */
record ChartVersionGuard() implements Guard {
    /** By chart, where {@code status.repoInfo} says which version the release brings. */
    static final Map<String, String> RELEASE_KEYS =
            Map.of("rancher-monitoring-crd", "monitoringChart", "rancher-logging-crd", "loggingChart");

    @Override
    public Text question() {
        return Text.of("recovery.guard.chartVersion");
    }

    @Override
    public List<Right> reads(PlanStep step) {
        return List.of(
                Right.list(ResourceKind.UPGRADE, ManifestScriptGuard.NAMESPACE),
                new Right("get", ResourceKind.CLUSTER_REPO, null, null),
                new Right("get", ResourceKind.CONFIG_MAP, "cattle-system", null));
    }

    @Override
    public GuardResult check(LiveFacts facts, PlanStep step) {
        if (!(step.operation() instanceof SetChartVersion set)) {
            throw new IllegalArgumentException("for chart versions alone, not for " + step.operation());
        }
        ObjectRef chart = set.target();
        String key = RELEASE_KEYS.get(chart.name());
        if (key == null) {
            return no(chart, Text.of("recovery.guard.chartVersion.otherChart", chart));
        }
        LiveObject live = facts.object(chart);
        String version = live.text("/spec/version");
        if (!version.equals(set.from()) && !version.equals(set.to())) {
            return no(chart, Text.of("recovery.guard.sameChart.version", chart, set.from(), version));
        }
        Optional<Upgrade> upgrade = facts.latestUpgrade();
        String meant = upgrade.map(each -> each.release().getOrDefault(key, "")).orElse("");
        if (upgrade.isPresent() && !meant.isEmpty() && !meant.equals(set.to())) {
            return no(
                    upgrade.get().metadata().ref(),
                    Text.of("recovery.guard.chartVersion.notMeant", chart, meant, set.to()));
        }
        ObjectRef harvester = ResourceKind.MANAGED_CHART.ref(chart.namespace(), "harvester");
        if (!facts.object(harvester).isTrue("Defined")) {
            return no(harvester, Text.of("recovery.guard.chartVersion.harvesterFirst", harvester));
        }
        return facts.serves(live, set.to())
                ? yes(chart, Text.of("recovery.guard.chartVersion.yes", chart, set.to()))
                : no(
                        chart,
                        Text.of("recovery.guard.chartVersion.notServed", chart, set.to(), live.text("/spec/repoName")));
    }
}
