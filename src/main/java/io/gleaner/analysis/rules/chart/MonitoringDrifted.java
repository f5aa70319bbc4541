package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import java.util.List;
import java.util.stream.Stream;

/** C19: monitoring was edited where its chart is in charge (harvester#3839, harvester docs PR #541). */
final class MonitoringDrifted implements Rule {
    private static final List<String> BUNDLES = List.of("mcc-rancher-monitoring-crd", "mcc-rancher-monitoring");

    @Override
    public Card card() {
        return Card.of("C19", Severity.ERROR)
                .requiring(
                        Requirement.BUNDLES,
                        Requirement.BUNDLE_DEPLOYMENTS,
                        Requirement.UPGRADE_JOBS,
                        Requirement.UPGRADE_PODS)
                .known("harvester/harvester#3839", "harvester/docs#541")
                .offering(Recommendation.FORCE_SYNC_BUNDLE);
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return Drifts.lasting(situation)
                .filter(deployment -> BUNDLES.contains(deployment.bundleName()))
                .filter(deployment -> !deployment.modified().stream().allMatch(Drifts::isCertificateAuthority))
                .map(deployment -> Match.of(
                                deployment.metadata().ref(),
                                deployment.bundleName(),
                                deployment.modified().size(),
                                Drifts.forceSync(situation, deployment))
                        .since(Drifts.since(deployment))
                        .proof(Drifts.proofs(deployment)));
    }
}
