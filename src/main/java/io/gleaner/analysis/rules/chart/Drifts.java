package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Situation;
import io.gleaner.model.BundleDeployment;
import io.gleaner.model.BundleDeployment.Drift;
import io.gleaner.model.Text;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** BundleDeployments whose objects were changed behind Fleet's back. */
final class Drifts {
    private Drifts() {}

    /**
     * Those with a drift that is there to stay. Fleet does not look for drift while a BundleDeployment is paused, so what it
     * says then is a memory.
     */
    static Stream<BundleDeployment> lasting(Situation situation) {
        return situation.state().bundleDeployments().stream()
                .filter(deployment -> !deployment.paused()
                        && deployment.nonModified().isNo()
                        && !deployment.modified().isEmpty())
                .filter(deployment -> Lasting.persists(situation, since(deployment)));
    }

    static @Nullable Instant since(BundleDeployment deployment) {
        return deployment.conditions().since("Ready").orElse(null);
    }

    /** The certificate authority in a webhook configuration, which its own controller writes. */
    static boolean isCertificateAuthority(Drift drift) {
        return drift.object().kind().endsWith("WebhookConfiguration")
                && drift.patch().contains("caBundle");
    }

    static List<Evidence> proofs(BundleDeployment deployment) {
        return deployment.modified().stream().map(Drifts::proof).toList();
    }

    private static Evidence proof(Drift drift) {
        Text fact = drift.missing()
                ? Text.of("analysis.evidence.missing")
                : drift.surplus()
                        ? Text.of("analysis.evidence.surplus")
                        : Text.of("analysis.evidence.differs", drift.patch());
        return new Evidence(drift.object(), fact);
    }

    /** The command that applies the Bundle of a BundleDeployment again; empty when the Bundle was not seen. */
    static String forceSync(Situation situation, BundleDeployment deployment) {
        return situation
                .pipelines()
                .bundle(deployment.bundleName())
                .map(Commands::forceSync)
                .orElse("");
    }
}
