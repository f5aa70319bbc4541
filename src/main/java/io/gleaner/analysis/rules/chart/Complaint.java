package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.model.Conditions;
import io.gleaner.model.Metadata;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Pipeline;
import io.gleaner.model.Text;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Fleet says it could not do with a chart. A BundleDeployment tells Helm's own text in {@code Deployed}; Bundle and
 * ManagedChart repeat it in {@code Ready} after the state, as {@code ErrApplied(1) [Cluster fleet-local/local: …]}.
 */
record Complaint(ObjectRef object, String message, @Nullable Instant since) {
    /** The first place that complains of an apply that failed with one of these texts. */
    static Optional<Complaint> of(Pipeline pipeline, String... texts) {
        Stream<Complaint> deployed = pipeline.deployment().stream()
                .filter(deployment -> deployment.conditions().isFalse("Deployed"))
                .map(deployment -> in(deployment.metadata(), deployment.conditions(), "Deployed"));
        Stream<Complaint> repeated = Stream.concat(
                        pipeline.bundle().map(bundle -> in(bundle.metadata(), bundle.conditions(), "Ready")).stream(),
                        // While Rancher cannot resolve the chart, its Ready is a memory.
                        Stream.of(pipeline.chart())
                                .filter(chart -> !chart.conditions().isFalse("Defined"))
                                .map(chart -> in(chart.metadata(), chart.conditions(), "Ready")))
                .filter(complaint -> complaint.message().contains("ErrApplied("));
        return Stream.concat(deployed, repeated)
                .filter(complaint ->
                        Stream.of(texts).anyMatch(text -> complaint.message().contains(text)))
                .findFirst();
    }

    private static Complaint in(Metadata metadata, Conditions conditions, String type) {
        return new Complaint(
                metadata.ref(), conditions.message(type), conditions.since(type).orElse(null));
    }

    Evidence proof() {
        return new Evidence(object, Text.of("analysis.evidence.says", message));
    }
}
