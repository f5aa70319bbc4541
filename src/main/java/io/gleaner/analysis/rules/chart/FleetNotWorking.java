package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Bundle;
import io.gleaner.model.BundleDeployment;
import io.gleaner.model.FleetCluster;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.Pipeline;
import io.gleaner.model.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** C09: a change waits for Fleet, nothing is paused, and Fleet does not take it up (harvester#4557, harvester#5712). */
final class FleetNotWorking implements Rule {
    /** Twice the interval in which the agent reports (docs of Fleet's {@code agentCheckinInterval}). */
    private static final Duration UNSEEN = Duration.ofMinutes(30);

    @Override
    public Card card() {
        return Card.of("C09", Severity.ERROR)
                .requiring(
                        Requirement.MANAGED_CHARTS,
                        Requirement.BUNDLES,
                        Requirement.BUNDLE_DEPLOYMENTS,
                        Requirement.FLEET_CLUSTERS)
                .known("harvester/harvester#4557", "harvester/harvester#5712")
                .offering("restart-workload", "restart-fleet-agent")
                .explaining("C16");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        if (situation.state().fleetClusters().stream().anyMatch(FleetCluster::paused)) {
            return Stream.of();
        }
        List<Waiting> waiting = situation.charts().stream()
                .flatMap(chart -> waiting(situation.pipeline(chart)))
                .filter(each -> Lasting.lasts(situation, each.since(), each.patience()))
                .toList();
        if (waiting.isEmpty()) {
            return Stream.of();
        }
        return Stream.of(Match.of(
                        waiting.getFirst().bundle().metadata().ref(),
                        waiting.size(),
                        waiting.stream().map(each -> each.chart().name()).toList(),
                        Commands.restart("cattle-fleet-system", "fleet-controller"))
                .since(waiting.stream().map(Waiting::since).min(Instant::compareTo))
                .proof(waiting.stream().map(Waiting::proof).toList())
                .proof(notRolledOut(situation))
                .proof(agentUnseen(situation)));
    }

    /** A chart that waits for Fleet. Helm may take {@code timeoutSeconds}. */
    private record Waiting(ManagedChart chart, Bundle bundle, Evidence proof, Instant since) {
        Duration patience() {
            Duration helm = Duration.ofSeconds(chart.timeoutSeconds()).plusMinutes(1);
            return helm.compareTo(Lasting.GRACE) > 0 ? helm : Lasting.GRACE;
        }
    }

    private static Stream<Waiting> waiting(Pipeline pipeline) {
        boolean paused = pipeline.chart().paused()
                || pipeline.bundle().filter(Bundle::paused).isPresent()
                || pipeline.deployment().filter(BundleDeployment::paused).isPresent();
        return paused
                ? Stream.of()
                : pipeline.bundle().stream()
                        .flatMap(bundle -> bundle.conditions().find("Ready").stream()
                                .filter(ready -> ready.message().startsWith("OutOfSync(")
                                        || ready.message().startsWith("WaitApplied("))
                                .flatMap(ready -> Optional.ofNullable(ready.since()).stream()
                                        .map(since -> new Waiting(
                                                pipeline.chart(),
                                                bundle,
                                                new Evidence(
                                                        bundle.metadata().ref(),
                                                        Text.of("analysis.evidence.says", ready.message())),
                                                since))));
    }

    private static List<Evidence> notRolledOut(Situation situation) {
        return situation.state().workloads().stream()
                .filter(workload -> workload.name().equals("fleet-controller")
                        || workload.name().equals("fleet-agent"))
                .filter(workload -> !workload.rolledOut())
                .map(workload -> new Evidence(
                        workload.metadata().ref(),
                        Text.of("catalogue.C09.proof.workload", workload.availableReplicas(), workload.replicas())))
                .toList();
    }

    private static List<Evidence> agentUnseen(Situation situation) {
        return situation.state().fleetClusters().stream()
                .filter(cluster -> Lasting.lasts(situation, cluster.agentLastSeen(), UNSEEN))
                .map(cluster -> new Evidence(
                        cluster.metadata().ref(),
                        Text.of("catalogue.C09.proof.unseen", Objects.requireNonNull(cluster.agentLastSeen()))))
                .toList();
    }
}
