package io.gleaner.analysis.precheck;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Assessor;
import io.gleaner.analysis.Situation;
import io.gleaner.model.ClusterState;
import io.gleaner.model.Coverage;
import io.gleaner.model.Origin;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Is this cluster ready for an upgrade: a pure function of the facts. Where the webhook stops at its first reason, this tells all
 * of them. Its JSON form is the contract {@code gleaner.precheck/v1}.
 *
 * @param checks worst first; among equals in the order of {@link Checks#ALL}
 */
public record Precheck(
        Origin origin,
        Instant asOf,
        List<Coverage> coverage,
        Assessment.ClusterFacts cluster,
        List<CheckResult> checks) {
    public Precheck {
        coverage = List.copyOf(coverage);
        checks = List.copyOf(checks);
    }

    public static Precheck of(ClusterState state) {
        Situation situation = Situation.of(state);
        List<CheckResult> results = Checks.ALL.stream()
                .map(check -> check.check(situation))
                .sorted(Comparator.comparing(CheckResult::outcome))
                .toList();
        return new Precheck(
                state.origin(), state.asOf(), state.coverage(), Assessor.cluster(state, situation.versions()), results);
    }

    public List<CheckResult> with(Outcome outcome) {
        return checks.stream().filter(check -> check.outcome() == outcome).toList();
    }

    public boolean failed() {
        return !with(Outcome.FAILED).isEmpty();
    }
}
