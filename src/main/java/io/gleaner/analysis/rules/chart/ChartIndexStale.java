package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.Finding;
import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.ResolveCause;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.ChartRepository;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** C05: the chart server is right, but Rancher's copy of its index is not, or was not used yet. */
final class ChartIndexStale implements Rule {
    @Override
    public String code() {
        return "C05";
    }

    @Override
    public List<Requirement> requires() {
        return List.of(
                Requirement.MANAGED_CHARTS,
                Requirement.CHART_SERVER,
                Requirement.CHART_REPOSITORIES,
                Requirement.UPGRADE_JOBS,
                Requirement.UPGRADE_PODS);
    }

    @Override
    public List<Finding> evaluate(Situation situation) {
        if (!situation.manifests().active().isNo()) {
            return List.of();
        }
        Map<String, List<ChartAssessment>> byRepository = situation.chartsWith(ResolveCause.INDEX_STALE).stream()
                .collect(Collectors.groupingBy(chart -> chart.subject().repoName(), TreeMap::new, Collectors.toList()));
        return byRepository.entrySet().stream()
                .map(entry -> finding(situation, entry.getKey(), entry.getValue()))
                .toList();
    }

    private Finding finding(Situation situation, String repository, List<ChartAssessment> affected) {
        ObjectRef object = ChartRepositoryUnreachable.repository(repository);
        boolean served = affected.stream().allMatch(chart -> chart.served().isYes());
        return new Finding(
                code(),
                Severity.ERROR,
                say("impact"),
                say("title", repository, affected.size()),
                say(served ? "explanation.served" : "explanation", repository, Evidences.names(affected)),
                object,
                Evidences.unresolvedSince(affected),
                Stream.concat(affected.stream().map(Evidences::unresolved), downloaded(situation, repository, object))
                        .toList(),
                say("advice"),
                List.of("harvester/harvester#4537"),
                List.of(Recommendation.REFRESH_CHART_INDEX));
    }

    private static Stream<Evidence> downloaded(Situation situation, String repository, ObjectRef object) {
        return situation.state().chartRepository(repository).map(ChartRepository::downloaded).stream()
                .map(time -> new Evidence(object, Text.of("analysis.evidence.downloaded", time)));
    }
}
