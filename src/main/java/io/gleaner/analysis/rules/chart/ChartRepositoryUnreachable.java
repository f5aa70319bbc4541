package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.Finding;
import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.ResolveCause;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** C06: Rancher has no index of a chart repository, or cannot fetch a chart from it (harvester#4537, harvester#9680). */
final class ChartRepositoryUnreachable implements Rule {
    @Override
    public String code() {
        return "C06";
    }

    @Override
    public List<Requirement> requires() {
        return List.of(Requirement.MANAGED_CHARTS, Requirement.UPGRADE_JOBS, Requirement.UPGRADE_PODS);
    }

    @Override
    public List<Finding> evaluate(Situation situation) {
        if (!situation.manifests().active().isNo()) {
            return List.of();
        }
        Map<String, List<ChartAssessment>> byRepository =
                situation.chartsWith(ResolveCause.REPOSITORY_UNREACHABLE).stream()
                        .collect(Collectors.groupingBy(
                                chart -> chart.subject().repoName(), TreeMap::new, Collectors.toList()));
        return byRepository.entrySet().stream()
                .map(entry -> finding(situation, entry.getKey(), entry.getValue()))
                .toList();
    }

    private Finding finding(Situation situation, String repository, List<ChartAssessment> affected) {
        ObjectRef object = repository(repository);
        return new Finding(
                code(),
                Severity.ERROR,
                say("impact"),
                say("title", repository, affected.size()),
                say("explanation", repository, Evidences.names(affected)),
                object,
                Evidences.unresolvedSince(affected),
                Stream.concat(affected.stream().map(Evidences::unresolved), state(situation, repository, object))
                        .toList(),
                say(repository.startsWith("rancher-") ? "advice.rancher" : "advice", repository),
                List.of("harvester/harvester#4537", "harvester/harvester#9680"),
                List.of());
    }

    private static Stream<Evidence> state(Situation situation, String repository, ObjectRef object) {
        boolean missing = situation.state().chartRepository(repository).isEmpty()
                && Requirement.CHART_REPOSITORIES.isMet(situation.state());
        return missing
                ? Stream.of(new Evidence(object, Text.of("analysis.evidence.repositoryMissing")))
                : Stream.empty();
    }

    static ObjectRef repository(String name) {
        return new ObjectRef("catalog.cattle.io/v1", "ClusterRepo", null, name);
    }
}
