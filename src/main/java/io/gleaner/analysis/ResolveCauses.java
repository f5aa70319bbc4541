package io.gleaner.analysis;

import io.gleaner.model.ChartRepository;
import io.gleaner.model.ClusterState;
import io.gleaner.model.HarvesterVersion;
import io.gleaner.model.Known;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.Upgrade;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the {@link ResolveCause} of every chart whose {@code Defined} is False. */
final class ResolveCauses {
    /** The ClusterRepo that {@code cattle-system/harvester-cluster-repo} serves. */
    static final String HARVESTER_CHARTS = "harvester-charts";

    private static final Pattern NOT_SERVED = Pattern.compile("no chart (version|name) found");
    // From Rancher's catalog code (index ConfigMap, ClusterRepo) and from Go's HTTP client (download of the tgz).
    private static final Pattern UNREACHABLE =
            Pattern.compile("configmaps \".*\" not found|clusterrepos\\.catalog\\.cattle\\.io \".*\" not found"
                    + "|connection refused|no such host|no route to host|i/o timeout|context deadline exceeded"
                    + "|\\b(404|502|503|504)\\b|Unauthorized");

    private final ClusterState state;
    private final RunningVersions versions;
    private final boolean harvesterLeftBehind;
    private final boolean harvesterBumped;

    private ResolveCauses(ClusterState state, RunningVersions versions) {
        this.state = state;
        this.versions = versions;
        this.harvesterLeftBehind = state.managedCharts().stream()
                .filter(ScriptCharts::carriesHarvesterVersion)
                .filter(chart -> chart.conditions().isFalse("Defined"))
                .anyMatch(chart -> cause(chart) == ResolveCause.CHART_SERVER_MOVED_ON);
        this.harvesterBumped = state.managedCharts().stream()
                .filter(chart -> chart.name().equals(ScriptCharts.HARVESTER))
                .anyMatch(chart -> versions.chartServerIsAt(chart.version()).isYes());
    }

    /** By chart name; resolvable charts are absent. */
    static Map<String, ResolveCause> of(ClusterState state, RunningVersions versions) {
        ResolveCauses causes = new ResolveCauses(state, versions);
        return state.managedCharts().stream()
                .filter(chart -> chart.conditions().isFalse("Defined"))
                .collect(Collectors.toMap(ManagedChart::name, causes::cause, (first, _) -> first));
    }

    private ResolveCause cause(ManagedChart chart) {
        String message = chart.conditions().message("Defined");
        if (!NOT_SERVED.matcher(message).find()) {
            return UNREACHABLE.matcher(message).find() ? ResolveCause.REPOSITORY_UNREACHABLE : ResolveCause.OTHER;
        }
        Known served = served(state, chart);
        if (served.isYes() || chart.version().isEmpty()) {
            return ResolveCause.INDEX_STALE;
        }
        if (!chart.repoName().equals(HARVESTER_CHARTS)) {
            return served.isNo() ? ResolveCause.INDEX_STALE : ResolveCause.OTHER;
        }
        if (ScriptCharts.carriesHarvesterVersion(chart)) {
            return switch (versions.chartServerIsAt(chart.version())) {
                case NO -> ResolveCause.CHART_SERVER_MOVED_ON;
                case YES -> ResolveCause.INDEX_STALE;
                case UNKNOWN -> ResolveCause.OTHER;
            };
        }
        return harvesterLeftBehind ? ResolveCause.CHART_SERVER_MOVED_ON : besideHarvester(chart);
    }

    /** The index' answer; a chart without a version, or with a range, is satisfied by more than one. */
    static Known served(ClusterState state, ManagedChart chart) {
        Optional<ChartRepository> repository = state.chartRepository(chart.repoName());
        if (!chart.version().isEmpty() && !isExact(chart.version())) {
            return Known.UNKNOWN;
        }
        return repository
                .map(each -> each.serves(chart.chart(), chart.version()))
                .orElse(Known.UNKNOWN);
    }

    private static boolean isExact(String version) {
        return HarvesterVersion.parse(version).isPresent();
    }

    private ResolveCause besideHarvester(ManagedChart chart) {
        Optional<String> meant = meantVersion(state, chart);
        if (!harvesterBumped || meant.isEmpty()) {
            return ResolveCause.OTHER;
        }
        boolean crdChart =
                chart.name().equals(ScriptCharts.MONITORING_CRD) || chart.name().equals(ScriptCharts.LOGGING_CRD);
        return crdChart && !meant.get().equals(chart.version())
                ? ResolveCause.CRD_CHARTS_BEHIND
                : ResolveCause.INDEX_STALE;
    }

    /** The version the release brings for a CRD chart: what its ISO says, else the newest the index serves. */
    static Optional<String> meantVersion(ClusterState state, ManagedChart chart) {
        Map<String, String> release =
                state.latestUpgrade().map(Upgrade::release).orElse(Map.of());
        Function<String, Optional<String>> fromRelease = key -> Optional.ofNullable(release.get(key));
        Optional<String> said = switch (chart.name()) {
            case ScriptCharts.MONITORING_CRD -> fromRelease.apply("monitoringChart");
            case ScriptCharts.LOGGING_CRD -> fromRelease.apply("loggingChart");
            default -> Optional.empty();
        };
        return said.filter(version -> !version.isEmpty())
                .or(() -> state.chartRepository(chart.repoName()).flatMap(each -> each.newest(chart.chart())));
    }
}
