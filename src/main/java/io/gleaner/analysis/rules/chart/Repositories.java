package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Situation;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Chart repositories and the charts that come from them. */
final class Repositories {
    private Repositories() {}

    static ObjectRef ref(String name) {
        return new ObjectRef("catalog.cattle.io/v1", "ClusterRepo", null, name);
    }

    /** Charts by the repository they come from, in the order of its name. */
    static Map<String, List<ChartAssessment>> of(List<ChartAssessment> charts) {
        return charts.stream()
                .collect(Collectors.groupingBy(chart -> chart.subject().repoName(), TreeMap::new, Collectors.toList()));
    }

    /** The proof that there is no such ClusterRepo; none when there is, or when they could not be read. */
    static List<Evidence> missing(Situation situation, String repository) {
        boolean missing = situation.state().chartRepository(repository).isEmpty()
                && Requirement.CHART_REPOSITORIES.isMet(situation.state());
        return missing
                ? List.of(new Evidence(ref(repository), Text.of("analysis.evidence.repositoryMissing")))
                : List.of();
    }
}
