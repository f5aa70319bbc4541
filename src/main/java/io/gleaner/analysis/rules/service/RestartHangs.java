package io.gleaner.analysis.rules.service;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.RunningVersions;
import io.gleaner.analysis.ScriptCharts;
import io.gleaner.analysis.ScriptWait;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.analysis.rules.service.ManifestLogs.Waiting;
import io.gleaner.model.HarvesterVersion;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.Text;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * S09: a second try waits for harvester at its old version, which the chart server no longer serves because the first try swapped
 * it. From the order of {@code disable_kubevirt_workload_live_migration} and {@code upgrade_harvester_cluster_repo} in
 * upgrade_manifests.sh since v1.7.2 and v1.8.1; not seen on a cluster.
 */
final class RestartHangs implements Rule {
    /** Re-applying one unchanged chart takes a minute or two. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Override
    public Card card() {
        return Card.of("S09", Severity.ERROR)
                .affecting("≥1.7.2, ≥1.8.1")
                .requiring(
                        Requirement.UPGRADE_JOBS,
                        Requirement.UPGRADE_PODS,
                        Requirement.UPGRADE_LOGS_OF_PODS,
                        Requirement.MANAGED_CHARTS,
                        Requirement.CHART_SERVER)
                .offering(Recommendation.STOP_UPGRADE, Recommendation.ROLLBACK_CHART_SERVER)
                .explaining("C07");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        Optional<Waiting> waiting = ManifestLogs.of(situation)
                .flatMap(logs -> logs.waiting(situation, ScriptWait.Kind.MANAGED_CHART, PATIENCE));
        return waiting.stream()
                .flatMap(found -> situation.state().managedCharts().stream()
                        .filter(chart -> chart.name().equals(ScriptCharts.HARVESTER)
                                && chart.conditions().isFalse("Defined")
                                && serverMovedOn(situation, chart)
                                && waitsFor(found, chart))
                        .map(chart -> match(situation, found, chart)));
    }

    private static boolean serverMovedOn(Situation situation, ManagedChart chart) {
        Optional<HarvesterVersion> wanted = HarvesterVersion.parse(chart.version());
        return wanted.isPresent()
                && situation
                        .versions()
                        .chartServer()
                        .filter(wanted.get()::sameAs)
                        .isEmpty()
                && situation.versions().chartServer().isPresent();
    }

    private static boolean waitsFor(Waiting waiting, ManagedChart chart) {
        return waiting.log()
                        .last("Waiting for ManagedChart")
                        .filter(line -> line.text().contains("fleet-local/" + chart.name() + " "))
                        .isPresent()
                && waiting.log()
                        .last("Target version: ")
                        .filter(line -> line.text().contains("Target version: " + chart.version() + ","))
                        .isPresent();
    }

    private Match match(Situation situation, Waiting waiting, ManagedChart chart) {
        String server = situation.versions().chartServerTag();
        return Match.of(waiting.log().pod(), chart.version(), server)
                .since(waiting.what().since())
                .proof(waiting.evidence())
                .proof(new Evidence(
                        chart.metadata().ref(),
                        Text.of(
                                "analysis.evidence.undefined",
                                chart.version(),
                                chart.conditions().message("Defined"))))
                .proof(new Evidence(RunningVersions.CHART_SERVER, Text.of("analysis.evidence.image", server)));
    }
}
