package io.gleaner.analysis.rules.node;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.UpgradeAssessment;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.ClusterNode;
import io.gleaner.model.ProvisioningCluster;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * N22: the node phase was cut short. Harvester's cleanup takes the drain hooks out of the provisioning cluster and leaves the new
 * Kubernetes version in it, so Rancher may go on with the remaining nodes without Harvester's hooks. That Rancher does is
 * inferred from its code (planner: nodes that differ from {@code kubernetesVersion} are upgraded) and was not tried.
 */
final class VersionNotReverted implements Rule {
    @Override
    public Card card() {
        return Card.of("N22", Severity.CRITICAL)
                .requiring(Requirement.UPGRADES, Requirement.PROVISIONING_CLUSTERS, Requirement.NODES)
                .known("harvester: pkg/controller/master/upgrade, cleanup")
                .offering(Recommendation.ASK_SUPPORT)
                .explaining("N08");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        boolean over = !situation.upgradeGoesOn()
                && situation
                        .upgradeIfAny()
                        .filter(upgrade -> upgrade.state() == UpgradeAssessment.State.SUCCEEDED)
                        .isEmpty();
        return over
                ? situation.state().provisioning().clusters().stream()
                        .filter(cluster -> cluster.metadata().ref().path().equals("fleet-local/local")
                                && !cluster.hasDrainHooks()
                                && !cluster.kubernetesVersion().isEmpty())
                        .flatMap(cluster -> match(situation, cluster))
                : Stream.of();
    }

    private static Stream<Match> match(Situation situation, ProvisioningCluster cluster) {
        String wanted = cluster.kubernetesVersion().replaceFirst("-rc\\d*", "");
        List<ClusterNode> behind = situation.state().nodes().stream()
                .filter(node -> !node.kubeletVersion().isEmpty()
                        && !node.kubeletVersion().equals(wanted))
                .toList();
        return behind.isEmpty()
                ? Stream.of()
                : Stream.of(Match.of(
                                cluster.metadata().ref(),
                                cluster.kubernetesVersion(),
                                behind.size(),
                                behind.stream().map(ClusterNode::name).toList())
                        .since(situation.upgradeIfAny().flatMap(upgrade -> Optional.ofNullable(upgrade.endedAt())))
                        .proof(Text.of("catalogue.N22.proof", cluster.kubernetesVersion()))
                        .proof(behind.stream()
                                .map(node -> new Evidence(
                                        node.metadata().ref(),
                                        Text.of("analysis.evidence.nodeSystem", node.osImage(), node.kubeletVersion())))
                                .toList()));
    }
}
