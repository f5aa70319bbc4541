package io.gleaner.analysis.rules.start;

import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Plan;
import io.gleaner.model.Pod;
import io.gleaner.model.Text;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** P15: the Plan that loads images makes Pods without end, as when a node joins during the upgrade (harvester#3299). */
final class PreparePodsPileUp implements Rule {
    private static final long MANY = 100;

    @Override
    public Card card() {
        return Card.of("P15", Severity.ERROR)
                .requiring(Requirement.PLAN_PODS)
                .known("harvester/harvester#3299")
                .offering("stop-upgrade", "remove-leftover-plans");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        Map<String, Long> counts = situation.state().pods().stream()
                .flatMap(pod -> plan(pod).stream())
                .collect(Collectors.groupingBy(plan -> plan, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > MANY)
                .map(entry -> match(entry.getKey(), entry.getValue()));
    }

    private static Optional<String> plan(Pod pod) {
        return pod.metadata().label(Plan.PLAN_LABEL).filter(plan -> plan.endsWith("-prepare"));
    }

    private static Match match(String plan, long pods) {
        ObjectRef object = new ObjectRef("upgrade.cattle.io/v1", "Plan", "cattle-system", plan);
        return Match.of(object, plan, pods, "kubectl delete plans.upgrade.cattle.io -n cattle-system " + plan)
                .proof(Text.of("analysis.start.podCount", pods));
    }
}
