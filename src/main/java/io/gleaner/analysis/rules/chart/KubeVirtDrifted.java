package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import java.util.stream.Stream;

/**
 * C15: the KubeVirt object is not what the chart wants. After an upgrade to v1.5.0 the cause is a CRD that Helm did not update
 * and that drops the new fields (harvester#8163, harvester#8203).
 */
final class KubeVirtDrifted implements Rule {
    @Override
    public Card card() {
        return Card.of("C15", Severity.ERROR)
                .requiring(
                        Requirement.BUNDLES,
                        Requirement.BUNDLE_DEPLOYMENTS,
                        Requirement.UPGRADE_JOBS,
                        Requirement.UPGRADE_PODS)
                .known("harvester/harvester#8163", "harvester/harvester#8203", "docs: Upgrade from v1.4.2 to v1.5.0")
                .offering(Recommendation.FORCE_SYNC_BUNDLE);
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return Drifts.lasting(situation)
                .flatMap(deployment -> deployment.modified().stream()
                        .filter(drift -> drift.object().kind().equals("KubeVirt")
                                && drift.object().apiVersion().startsWith("kubevirt.io/")
                                && !drift.missing())
                        .map(drift -> Match.of(drift.object(), Drifts.forceSync(situation, deployment))
                                .since(Drifts.since(deployment))
                                .proof(Drifts.proofs(deployment))));
    }
}
