package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.FleetController;
import io.gleaner.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * C24: Fleet does not know the address or certificate its agent has to register with. Passing while Rancher is upgraded
 * (harvester#6851, harvester PR #6962), a fault afterwards (harvester#4517, harvester#4519, harvester#4565, harvester#6255).
 */
final class FleetAgentUnconfigured implements Rule {
    @Override
    public Card card() {
        return Card.of("C24", Severity.ERROR)
                .requiring(Requirement.FLEET_CONTROLLER, Requirement.UPGRADE_JOBS, Requirement.UPGRADE_PODS)
                .known(
                        "harvester/harvester#4517",
                        "harvester/harvester#4519",
                        "harvester/harvester#4565",
                        "harvester/harvester#6851",
                        "harvester/harvester#5507",
                        "harvester/harvester#6255")
                .explaining("C09", "C16");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        if (!situation.manifests().active().isNo()) {
            return Stream.of();
        }
        return situation.state().platform().fleetControllers().stream()
                .filter(config -> config.hasServerAddress().isNo()
                        || config.hasServerCertificate().isNo())
                .map(config -> Match.of(
                                config.metadata().ref(), empty(config), Commands.restart("cattle-system", "rancher"))
                        .proof(Text.of("catalogue.C24.proof.empty", empty(config)))
                        .proof(notReady(situation)));
    }

    private static List<String> empty(FleetController config) {
        List<String> keys = new ArrayList<>();
        if (config.hasServerAddress().isNo()) {
            keys.add("apiServerURL");
        }
        if (config.hasServerCertificate().isNo()) {
            keys.add("apiServerCA");
        }
        return keys;
    }

    private static List<Evidence> notReady(Situation situation) {
        return situation.state().fleetClusters().stream()
                .filter(cluster -> cluster.conditions().isFalse("Ready")
                        || cluster.conditions().isFalse("Imported"))
                .map(cluster -> new Evidence(
                        cluster.metadata().ref(),
                        Text.of(
                                "analysis.evidence.says",
                                cluster.conditions().isFalse("Imported")
                                        ? cluster.conditions().message("Imported")
                                        : cluster.conditions().message("Ready"))))
                .toList();
    }
}
