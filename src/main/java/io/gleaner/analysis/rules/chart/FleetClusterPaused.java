package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.FleetCluster;
import io.gleaner.model.Text;
import java.util.stream.Stream;

/** C25: the Fleet Cluster is paused, and with it every BundleDeployment, whatever the ManagedCharts say. */
final class FleetClusterPaused implements Rule {
    @Override
    public Card card() {
        return Card.of("C25", Severity.ERROR)
                .requiring(Requirement.FLEET_CLUSTERS)
                .known("docs: Fleet Cluster spec.paused")
                .explaining("C09", "C16");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return situation.state().fleetClusters().stream()
                .filter(FleetCluster::paused)
                .map(cluster -> Match.of(
                                cluster.metadata().ref(), cluster.metadata().name())
                        .proof(Text.of("analysis.evidence.paused")));
    }
}
