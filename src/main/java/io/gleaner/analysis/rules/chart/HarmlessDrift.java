package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.BundleDeployment;
import io.gleaner.model.ObjectRef;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * C18: drift that a controller makes on purpose: the certificate authority it writes into a webhook configuration, or Rancher's
 * own agent Bundle (harvester#7996, harvester#7800).
 */
final class HarmlessDrift implements Rule {
    private static final String RANCHER_AGENT = "local-managed-system-agent";

    @Override
    public Card card() {
        return Card.of("C18", Severity.INFO)
                .affecting("≥1.4.0")
                .requiring(
                        Requirement.MANAGED_CHARTS,
                        Requirement.BUNDLES,
                        Requirement.BUNDLE_DEPLOYMENTS,
                        Requirement.UPGRADE_JOBS,
                        Requirement.UPGRADE_PODS)
                .known("harvester/harvester#7996", "harvester/harvester#7800");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        Set<ObjectRef> blocking = blocking(situation);
        return Drifts.lasting(situation)
                .filter(HarmlessDrift::isHarmless)
                .map(deployment -> match(situation, deployment, blocking));
    }

    private static boolean isHarmless(BundleDeployment deployment) {
        return deployment.bundleName().endsWith(RANCHER_AGENT)
                || deployment.modified().stream().allMatch(Drifts::isCertificateAuthority);
    }

    private static Match match(Situation situation, BundleDeployment deployment, Set<ObjectRef> blocking) {
        Match match = Match.of(
                        deployment.metadata().ref(), deployment.bundleName(), Drifts.forceSync(situation, deployment))
                .since(Drifts.since(deployment))
                .proof(Drifts.proofs(deployment));
        return blocking.contains(deployment.metadata().ref())
                ? match.at(Severity.WARNING)
                        .offering(List.of(Recommendation.FORCE_SYNC_BUNDLE))
                        .saying("impact", "blocks")
                        .saying("advice", "blocks")
                : match;
    }

    /** Harvester's webhook refuses an upgrade for every ManagedChart that is not ready, and looks at nothing else. */
    private static Set<ObjectRef> blocking(Situation situation) {
        return situation.charts().stream()
                .filter(chart -> chart.ready().isNo())
                .flatMap(chart -> situation.pipeline(chart).deployment().stream())
                .map(deployment -> deployment.metadata().ref())
                .collect(Collectors.toSet());
    }
}
