package io.gleaner.recovery;

import io.gleaner.model.Text;
import io.gleaner.source.ClusterRequestException;
import java.util.ArrayList;
import java.util.List;

/**
 * A question that must be answered with yes right before a write, from the server and never from a cache. What cannot be read
 * is not passed. There is no way to leave a guard out: the list depends on the step alone.
 */
sealed interface Guard
        permits ChartDefinedGuard,
                FleetClusterGuard,
                ManifestScriptGuard,
                NothingStagedGuard,
                SameChartGuard,
                SystemServicesGuard {

    /** What it asks, in words. */
    Text question();

    /** @throws ClusterRequestException when the facts cannot be had */
    GuardResult check(LiveFacts facts, PlanStep step);

    /** The answers of all guards of a step, in an order that puts the hard rules first. */
    static List<GuardResult> checkAll(LiveFacts facts, PlanStep step) {
        return of(step).stream().map(guard -> guard.answer(facts, step)).toList();
    }

    private static List<Guard> of(PlanStep step) {
        List<Guard> guards = new ArrayList<>(List.of(
                new ManifestScriptGuard(), new SystemServicesGuard(), new SameChartGuard(), new ChartDefinedGuard()));
        if (NothingStagedGuard.concerns(step)) {
            guards.add(new NothingStagedGuard());
        }
        guards.add(new FleetClusterGuard());
        return List.copyOf(guards);
    }

    private GuardResult answer(LiveFacts facts, PlanStep step) {
        try {
            return check(facts, step);
        } catch (ClusterRequestException e) {
            return new GuardResult(
                    question(),
                    false,
                    step.operation().target(),
                    Text.of("recovery.guard.unreadable", RequestFailure.text(e)));
        }
    }
}
