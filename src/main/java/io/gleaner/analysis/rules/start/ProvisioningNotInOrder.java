package io.gleaner.analysis.rules.start;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.precheck.Affected;
import io.gleaner.analysis.precheck.ProvisioningChecks;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import java.util.List;
import java.util.stream.Stream;

/**
 * P06: the CAPI Cluster is paused or not provisioned, or Nodes and Machines do not match. A pause stops a running upgrade as well;
 * the rest is normal while nodes are upgraded.
 */
final class ProvisioningNotInOrder implements Rule {
    @Override
    public Card card() {
        return Card.of("P06", Severity.WARNING)
                .requiring(
                        Requirement.UPGRADES, Requirement.CAPI_CLUSTERS, Requirement.CAPI_MACHINES, Requirement.NODES)
                .known("harvester/harvester#3041", "harvester/harvester#6041", "harvester/harvester#6432");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        // Without any object of it the cluster is not provisioned by Rancher: nothing to compare with.
        boolean provisioned = !situation.state().provisioning().capiClusters().isEmpty();
        List<Affected> paused = ProvisioningChecks.CAPI_CLUSTER_PAUSED.affected(situation);
        if (!paused.isEmpty()) {
            Match match = match(paused, "paused");
            return Stream.of(situation.upgradeGoesOn() ? match.at(Severity.ERROR) : match);
        }
        if (!provisioned || situation.upgradeGoesOn()) {
            return Stream.of();
        }
        return Stream.of(
                        found(ProvisioningChecks.NODES_MATCH_MACHINES.affected(situation), "mismatch"),
                        found(ProvisioningChecks.MACHINES_RUNNING.affected(situation), "machines"),
                        found(ProvisioningChecks.CAPI_CLUSTER.affected(situation), "phase"))
                .flatMap(match -> match)
                .limit(1);
    }

    private static Stream<Match> found(List<Affected> affected, String variant) {
        return affected.isEmpty() ? Stream.of() : Stream.of(match(affected, variant));
    }

    private static Match match(List<Affected> affected, String variant) {
        return Match.of(affected.getFirst().object(), affected.size())
                .proof(affected.stream()
                        .map(each -> new Evidence(each.object(), each.message()))
                        .toList())
                .saying("title", variant)
                .saying("explanation", variant)
                .saying("advice", variant);
    }
}
