package io.gleaner.analysis.rules.start;

import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.ClusterNode;
import io.gleaner.model.Job;
import io.gleaner.model.Plan;
import io.gleaner.model.Text;
import io.gleaner.model.Upgrade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * P13: the system-upgrade-controller says it works on a node, but there is no Job for it (harvester#9880). It makes the Job at once
 * when it names the node, so ten minutes after the last sign of life of the Plan it has lost it.
 */
final class PlanWithoutJob implements Rule {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String RESTART =
            "kubectl rollout restart -n cattle-system deployment/system-upgrade-controller";

    @Override
    public Card card() {
        return Card.of("P13", Severity.ERROR)
                .affecting("≥1.6.0")
                .requiring(Requirement.UPGRADES, Requirement.PLANS, Requirement.PLAN_JOBS, Requirement.NODES)
                .known("harvester/harvester#9880")
                .offering("restart-workload");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        if (!situation.upgradeGoesOn()) {
            return Stream.of();
        }
        Map<String, List<Job>> jobs = situation.state().jobs().stream()
                .filter(job -> job.metadata().label(Plan.PLAN_LABEL).isPresent())
                .collect(Collectors.groupingBy(
                        job -> job.metadata().label(Plan.PLAN_LABEL).orElse("")));
        Map<String, ClusterNode> nodes = situation.state().nodes().stream()
                .collect(Collectors.toMap(ClusterNode::name, node -> node, (one, _) -> one));
        return Beginning.latest(situation)
                .flatMap(upgrade ->
                        situation.state().harvester().plans().stream().filter(plan -> belongs(plan, upgrade)))
                .flatMap(plan -> match(situation, plan, jobs.getOrDefault(plan.name(), List.of()), nodes).stream());
    }

    private static boolean belongs(Plan plan, Upgrade upgrade) {
        return plan.name().startsWith(upgrade.name() + "-");
    }

    private static Optional<Match> match(
            Situation situation, Plan plan, List<Job> jobs, Map<String, ClusterNode> nodes) {
        Set<String> served = jobs.stream()
                .flatMap(job -> job.metadata().label(Plan.JOB_NODE_LABEL).stream())
                .collect(Collectors.toSet());
        List<String> lost = plan.applying().stream()
                .filter(node -> !served.contains(node) && !isDone(plan, nodes.get(node)))
                .toList();
        Instant sign = Stream.concat(
                        Stream.ofNullable(plan.metadata().created()),
                        jobs.stream()
                                .flatMap(job -> Stream.concat(
                                        Stream.ofNullable(job.started()), Stream.ofNullable(job.completed()))))
                .max(Instant::compareTo)
                .orElse(null);
        return lost.isEmpty() || !Beginning.olderThan(situation, sign, PATIENCE)
                ? Optional.empty()
                : Optional.of(Match.of(plan.metadata().ref(), plan.name(), lost, RESTART)
                        .since(sign)
                        .proof(Text.of("analysis.start.planApplying", lost)));
    }

    private static boolean isDone(Plan plan, @Nullable ClusterNode node) {
        return node != null && plan.isDoneOn(node);
    }
}
