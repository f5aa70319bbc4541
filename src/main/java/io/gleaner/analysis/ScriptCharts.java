package io.gleaner.analysis;

import io.gleaner.model.HarvesterVersion;
import io.gleaner.model.ManagedChart;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The charts that Harvester's {@code upgrade_manifests.sh} pauses, and that the upgrade controller resumes from v1.5.1 on. */
public final class ScriptCharts {
    public static final String HARVESTER = "harvester";
    public static final String HARVESTER_CRD = "harvester-crd";
    public static final String MONITORING_CRD = "rancher-monitoring-crd";
    public static final String LOGGING_CRD = "rancher-logging-crd";

    /** Definitions before what uses them, then as the script bumps them. */
    public static final List<String> IN_RESUME_ORDER = List.of(HARVESTER_CRD, HARVESTER, MONITORING_CRD, LOGGING_CRD);

    /** Paused as well by scripts up to v1.4, where they still exist. */
    private static final List<String> LEGACY = List.of("rancher-monitoring", "rancher-logging");

    private ScriptCharts() {}

    public static boolean contains(ManagedChart chart) {
        return IN_RESUME_ORDER.contains(chart.name());
    }

    /** Whether the chart is one the script of this release pauses; an unknown release counts as a recent one. */
    static boolean pausedByScriptOf(Optional<HarvesterVersion> release, ManagedChart chart) {
        return contains(chart)
                || (LEGACY.contains(chart.name())
                        && release.filter(version -> version.isBelow("1.5.0")).isPresent());
    }

    /** The two charts that carry Harvester's own version. */
    public static boolean carriesHarvesterVersion(ManagedChart chart) {
        return chart.name().equals(HARVESTER) || chart.name().equals(HARVESTER_CRD);
    }

    /** The script's four in the order they are resumed in, then the others by name. */
    static Comparator<ManagedChart> order() {
        return Comparator.comparingInt((ManagedChart chart) -> {
                    int place = IN_RESUME_ORDER.indexOf(chart.name());
                    return place < 0 ? IN_RESUME_ORDER.size() : place;
                })
                .thenComparing(ManagedChart::name);
    }
}
