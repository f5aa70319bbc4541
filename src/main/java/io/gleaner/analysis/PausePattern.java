package io.gleaner.analysis;

import io.gleaner.model.ClusterState;
import io.gleaner.model.FieldWriter;
import io.gleaner.model.ManagedChart;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How the script pauses: all its charts, one after the other, by kubectl. What is left to go by when no Upgrade object tells
 * when a script ran.
 */
enum PausePattern {
    /** By one of kubectl's managers within {@link #SPREAD}. */
    WITNESSED,
    /** All are paused, but {@code managedFields} do not say by whom. */
    UNWITNESSED;

    /**
     * Field managers of {@code kubectl patch} and {@code kubectl apply}, which the script uses. The names are kubectl's defaults;
     * that they look like this on a real Harvester cluster is not verified, nor is the name under which the upgrade controller
     * resumes (the binary's, {@code harvester}). Should they differ, this is the one place to change.
     */
    static final Set<String> SCRIPT_MANAGERS = Set.of("kubectl-patch", "kubectl-client-side-apply", "kubectl");

    private static final Duration SPREAD = Duration.ofSeconds(60);

    static Optional<PausePattern> paused(ClusterState state) {
        List<ManagedChart> charts =
                state.managedCharts().stream().filter(ScriptCharts::contains).toList();
        boolean complete = List.of(ScriptCharts.HARVESTER, ScriptCharts.HARVESTER_CRD).stream()
                .allMatch(name -> charts.stream().anyMatch(chart -> chart.name().equals(name)));
        if (!complete || !charts.stream().allMatch(ManagedChart::paused)) {
            return Optional.empty();
        }
        List<Optional<FieldWriter>> writers =
                charts.stream().map(PausePattern::writer).toList();
        if (writers.stream().allMatch(Optional::isEmpty)) {
            return Optional.of(UNWITNESSED);
        }
        boolean oneScript = writers.stream()
                        .allMatch(writer -> writer.filter(each -> SCRIPT_MANAGERS.contains(each.manager()))
                                .isPresent())
                && writers.stream()
                                .flatMap(Optional::stream)
                                .map(FieldWriter::manager)
                                .distinct()
                                .count()
                        == 1
                && withinSpread(writers);
        return oneScript ? Optional.of(WITNESSED) : Optional.empty();
    }

    private static boolean withinSpread(List<Optional<FieldWriter>> writers) {
        List<Instant> times = writers.stream()
                .flatMap(Optional::stream)
                .map(FieldWriter::time)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return times.size() == writers.size()
                && !Duration.between(times.getFirst(), times.getLast())
                        .minus(SPREAD)
                        .isPositive();
    }

    /** When the script paused the first of its charts; empty unless that was witnessed. */
    static Optional<Instant> since(ClusterState state) {
        return paused(state)
                .filter(WITNESSED::equals)
                .flatMap(_ -> state.managedCharts().stream()
                        .filter(ScriptCharts::contains)
                        .flatMap(chart -> writer(chart).stream())
                        .map(FieldWriter::time)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder()));
    }

    /** Who wrote {@code spec.paused} last, when that was recorded with a time. */
    static Optional<FieldWriter> writer(ManagedChart chart) {
        return chart.metadata().fieldWriters().stream()
                .filter(writer -> writer.fields().contains("spec.paused") && writer.time() != null)
                .max(Comparator.comparing(FieldWriter::time, Comparator.nullsFirst(Comparator.naturalOrder())));
    }
}
