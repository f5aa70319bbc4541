package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.ChartAssessment.PausedBy;
import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.RunningVersions;
import io.gleaner.analysis.Situation;
import io.gleaner.model.Bundle;
import io.gleaner.model.Pipeline;
import io.gleaner.model.Text;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Facts as evidence, each with the object it was read from. */
final class Evidences {
    private Evidences() {}

    static Evidence paused(ChartAssessment chart) {
        PausedBy by = chart.pausedBy();
        Text fact = by == null || by.manager() == null || by.time() == null
                ? Text.of("analysis.evidence.paused")
                : Text.of("analysis.evidence.pausedBy", by.manager(), by.time());
        return new Evidence(chart.subject().metadata().ref(), fact);
    }

    static Evidence unresolved(ChartAssessment chart) {
        return new Evidence(
                chart.subject().metadata().ref(),
                Text.of("analysis.evidence.undefined", chart.version(), chart.message()));
    }

    static Optional<Evidence> bundlePaused(Situation situation, ChartAssessment chart) {
        return situation
                .pipeline(chart)
                .bundle()
                .filter(Bundle::paused)
                .map(bundle -> new Evidence(
                        bundle.metadata().ref(), Text.of("analysis.evidence.bundlePaused", bundle.chartVersion())));
    }

    /** The newest Helm revision and, where it is another one, the newest that was deployed. */
    static List<Evidence> revisions(Pipeline pipeline) {
        return Stream.concat(pipeline.newest().stream(), pipeline.newestDeployed().stream())
                .distinct()
                .map(release -> new Evidence(
                        release.witness(),
                        release.chartVersion().isEmpty()
                                ? Text.of("analysis.evidence.revision", release.revision(), release.status())
                                : Text.of(
                                        "analysis.evidence.revisionOf",
                                        release.revision(),
                                        release.status(),
                                        release.chartVersion())))
                .toList();
    }

    static Evidence controllerImage(Situation situation) {
        return new Evidence(
                RunningVersions.CONTROLLER,
                Text.of("analysis.evidence.image", situation.versions().spelling()));
    }

    static Evidence chartServerImage(Situation situation) {
        return new Evidence(
                RunningVersions.CHART_SERVER,
                Text.of("analysis.evidence.image", situation.versions().chartServerTag()));
    }

    /** When the first of these charts was paused, where that is known. */
    static @Nullable Instant pausedSince(List<ChartAssessment> charts) {
        return charts.stream()
                .map(ChartAssessment::pausedBy)
                .filter(Objects::nonNull)
                .map(PausedBy::time)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** Since when the first of these charts does not resolve. */
    static @Nullable Instant unresolvedSince(List<ChartAssessment> charts) {
        return charts.stream()
                .flatMap(chart -> chart.subject().conditions().since("Defined").stream())
                .min(Instant::compareTo)
                .orElse(null);
    }

    static List<String> names(List<ChartAssessment> charts) {
        return charts.stream().map(ChartAssessment::name).toList();
    }
}
