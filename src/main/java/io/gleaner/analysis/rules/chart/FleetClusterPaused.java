package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.Finding;
import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.FleetCluster;
import io.gleaner.model.Text;
import java.util.List;

/** C25: the Fleet Cluster is paused, and with it every BundleDeployment, whatever the ManagedCharts say. */
final class FleetClusterPaused implements Rule {
    @Override
    public String code() {
        return "C25";
    }

    @Override
    public List<Requirement> requires() {
        return List.of(Requirement.FLEET_CLUSTERS);
    }

    @Override
    public List<Finding> evaluate(Situation situation) {
        return situation.state().fleetClusters().stream()
                .filter(FleetCluster::paused)
                .map(cluster -> new Finding(
                        code(),
                        Severity.ERROR,
                        say("impact"),
                        say("title", cluster.metadata().name()),
                        say("explanation"),
                        cluster.metadata().ref(),
                        null,
                        List.of(new Evidence(cluster.metadata().ref(), Text.of("analysis.evidence.paused"))),
                        say("advice", cluster.metadata().name()),
                        List.of("docs: Fleet Cluster spec.paused"),
                        List.of()))
                .toList();
    }
}
