package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Bundle;
import io.gleaner.model.FieldWriter;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.Metadata;
import io.gleaner.model.Text;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * C16: a change was made and nobody looked at it: Rancher not at the ManagedChart, or Fleet not at the Bundle. The script then
 * loops in {@code Waiting for ManagedChart} (harvester#8240, harvester#8239, harvester#8203).
 */
final class ChartFrozen implements Rule {
    @Override
    public Card card() {
        return Card.of("C16", Severity.ERROR)
                .affecting("1.4.2→1.5.0")
                .requiring(Requirement.MANAGED_CHARTS, Requirement.BUNDLES)
                .known("harvester/harvester#8240", "harvester/harvester#8239", "harvester/harvester#8203")
                .offering("nudge-chart", Recommendation.FORCE_SYNC_BUNDLE);
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return situation.charts().stream()
                .map(situation::pipeline)
                .flatMap(pipeline -> pipeline.bundle().stream()
                        .flatMap(bundle -> Stream.concat(
                                ignoredByRancher(situation, pipeline.chart(), bundle),
                                ignoredByFleet(situation, pipeline.chart(), bundle))));
    }

    private static Stream<Match> ignoredByRancher(Situation situation, ManagedChart chart, Bundle bundle) {
        boolean behind = !chart.paused()
                && chart.conditions().isTrue("Defined")
                && !chart.version().isEmpty()
                && !bundle.chartVersion().isEmpty()
                && !chart.version().equals(bundle.chartVersion());
        Instant written = written(chart.metadata());
        return behind && Lasting.lasts(situation, written, Lasting.GRACE)
                ? Stream.of(match(chart, bundle, chart.metadata(), written).saying("explanation", "rancher"))
                : Stream.of();
    }

    /** Both numbers are the Bundle's own; the one of the ManagedChart's status is a copy and must not be compared. */
    private static Stream<Match> ignoredByFleet(Situation situation, ManagedChart chart, Bundle bundle) {
        Instant written = written(bundle.metadata());
        boolean behind = bundle.observedGeneration() > 0
                && bundle.observedGeneration() < bundle.metadata().generation();
        return behind && Lasting.lasts(situation, written, Lasting.GRACE)
                ? Stream.of(match(chart, bundle, bundle.metadata(), written).saying("explanation", "fleet"))
                : Stream.of();
    }

    /** When {@code spec} was written last; null when {@code managedFields} do not tell. */
    private static @Nullable Instant written(Metadata metadata) {
        return metadata.fieldWriters().stream()
                .filter(writer -> writer.fields().stream().anyMatch(field -> field.startsWith("spec.")))
                .map(FieldWriter::time)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }

    private static Match match(ManagedChart chart, Bundle bundle, Metadata object, @Nullable Instant written) {
        return Match.of(
                        object.ref(),
                        chart.name(),
                        chart.version(),
                        bundle.chartVersion(),
                        Commands.nudge(chart),
                        Commands.forceSync(bundle))
                .since(written)
                .proof(new Evidence(chart.metadata().ref(), Text.of("catalogue.C16.proof.chart", chart.version())))
                .proof(new Evidence(
                        bundle.metadata().ref(),
                        Text.of(
                                "catalogue.C16.proof.bundle",
                                bundle.chartVersion(),
                                bundle.metadata().generation(),
                                bundle.observedGeneration())));
    }
}
