package io.gleaner.analysis.rules.leftover;

import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Aftermath;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.ProvisioningCluster;
import java.util.stream.Stream;

/**
 * S20: Rancher's cluster object still names Harvester's drain hooks. The cleanup resets {@code rkeConfig}; while it does not get
 * there, Rancher drains a node at the next change and waits for an answer that nobody gives.
 */
final class DrainHooksLeft implements Rule {
    @Override
    public Card card() {
        return Card.of("S20", Severity.ERROR)
                .requiring(Aftermath.andSeen(Requirement.PROVISIONING_CLUSTERS))
                .offering("ask-support");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return situation.state().provisioning().clusters().stream()
                .filter(ProvisioningCluster::hasDrainHooks)
                .filter(_ -> Aftermath.isReached(situation))
                .map(cluster -> Match.of(
                                cluster.metadata().ref(),
                                cluster.kubernetesVersion(),
                                "kubectl logs -n harvester-system deployment/harvester --since=1h | grep hvst-upgrade")
                        .proof(say("proofHooks")));
    }
}
