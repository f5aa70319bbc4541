package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.ScriptCharts;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** C20: a chart that the release brings has no ManagedChart, and the script's patch of it fails (harvester#4927). */
final class ChartMissing implements Rule {
    private static final String REPOSITORY = "harvester-charts";
    private static final Map<String, String> NAMESPACES = Map.of(
            ScriptCharts.MONITORING_CRD, "cattle-monitoring-system", ScriptCharts.LOGGING_CRD, "cattle-logging-system");

    @Override
    public Card card() {
        return Card.of("C20", Severity.ERROR)
                .requiring(Requirement.MANAGED_CHARTS, Requirement.CHART_REPOSITORIES)
                .known("harvester/harvester#4927");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        List<String> present =
                situation.charts().stream().map(ChartAssessment::name).toList();
        if (!present.contains(ScriptCharts.HARVESTER)) {
            return Stream.of();
        }
        return Stream.of(ScriptCharts.MONITORING_CRD, ScriptCharts.LOGGING_CRD)
                .filter(name -> !present.contains(name))
                .flatMap(name -> situation
                        .state()
                        .chartRepository(REPOSITORY)
                        .flatMap(repository -> repository.newest(name))
                        .map(version -> match(name, version))
                        .stream());
    }

    private static Match match(String name, String version) {
        return Match.of(
                        new ObjectRef("management.cattle.io/v3", "ManagedChart", "fleet-local", name),
                        name,
                        version,
                        REPOSITORY,
                        NAMESPACES.getOrDefault(name, ""))
                .proof(Text.of("analysis.evidence.missing"))
                .proof(new Evidence(
                        Repositories.ref(REPOSITORY), Text.of("catalogue.C20.proof.served", name, version)));
    }
}
