package io.gleaner.analysis.timeline;

import io.gleaner.analysis.Certainty;
import io.gleaner.analysis.ScriptCharts;
import io.gleaner.model.ClusterState;
import io.gleaner.model.FieldWriter;
import io.gleaner.model.HelmRelease;
import io.gleaner.model.ManagedChart;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When the charts of an upgrade were given their new version. The script writes it into annotations of the ManagedChart from v1.6.0
 * on ({@code update_managedchart_patch_file_annotations} in its {@code lib.sh}); before, {@code managedFields} tell when {@code
 * spec.version} was written last; Helm dates its releases itself.
 */
final class ChartBumps {
    private static final String BY = "upgrade.harvesterhci.io/last-upgrade-name";
    private static final String AT = "upgrade.harvesterhci.io/last-upgrade-time";
    private static final String TO = "upgrade.harvesterhci.io/last-upgrade-target-version";
    /** What the script installs besides the ManagedCharts. */
    private static final Set<String> RANCHER = Set.of("rancher", "fleet", "fleet-crd", "rancher-webhook");

    private ChartBumps() {}

    /** Those since the upgrade began, oldest first. */
    static List<ChartBump> of(ClusterState state, String upgrade, Instant since) {
        List<ChartBump> bumps = new ArrayList<>();
        for (ManagedChart chart : state.managedCharts()) {
            if (ScriptCharts.contains(chart)) {
                annotated(chart, upgrade).or(() -> written(chart)).ifPresent(bumps::add);
            }
        }
        released(state).forEach(bumps::add);
        return bumps.stream()
                .filter(bump -> !bump.time().isBefore(since))
                .sorted(Comparator.comparing(ChartBump::time).thenComparing(ChartBump::chart))
                .toList();
    }

    private static Optional<ChartBump> annotated(ManagedChart chart, String upgrade) {
        return chart.metadata()
                .annotation(BY)
                .filter(upgrade::equals)
                .flatMap(_ -> chart.metadata().annotation(AT))
                .flatMap(ChartBumps::time)
                .map(time -> new ChartBump(
                        chart.name(),
                        chart.metadata().annotation(TO).orElse(chart.version()),
                        0,
                        "",
                        chart.metadata().ref(),
                        time,
                        Certainty.MEASURED));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** The same writer may have written other fields later. */
    private static Optional<ChartBump> written(ManagedChart chart) {
        return chart.metadata().fieldWriters().stream()
                .filter(writer -> writer.fields().contains("spec.version"))
                .map(FieldWriter::time)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .map(time -> new ChartBump(
                        chart.name(), chart.version(), 0, "", chart.metadata().ref(), time, Certainty.DERIVED));
    }

    /** One bump a revision: Secret and App may both witness it, and one of them tells the version. */
    private static Stream<ChartBump> released(ClusterState state) {
        Map<String, ChartBump> revisions = new LinkedHashMap<>();
        for (HelmRelease release : state.helmReleases()) {
            Instant time = release.deployed();
            if (time != null
                    && (ScriptCharts.IN_RESUME_ORDER.contains(release.name()) || RANCHER.contains(release.name()))) {
                revisions.merge(
                        release.namespace() + "/" + release.name() + "/" + release.revision(),
                        new ChartBump(
                                release.name(),
                                release.chartVersion(),
                                release.revision(),
                                release.status(),
                                release.witness(),
                                time,
                                Certainty.MEASURED),
                        (one, other) -> one.version().isEmpty() ? other : one);
            }
        }
        return revisions.values().stream();
    }
}
