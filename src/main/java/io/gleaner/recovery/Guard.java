package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import io.gleaner.source.ClusterRequestException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question that must be answered with yes right before a write, from the server and never from a cache. What cannot be read
 * is not passed. There is no way to leave a guard out: the list depends on the step alone.
 */
sealed interface Guard
        permits AddonIdleGuard,
                AsWrittenGuard,
                BundleNotPausedGuard,
                ChartDefinedGuard,
                ChartServerReadyGuard,
                ChartVersionGuard,
                FleetClusterGuard,
                HelmIdleGuard,
                LeftoverPlanGuard,
                ManifestScriptGuard,
                NoChartAheadGuard,
                NoNodePhaseGuard,
                NodeIdleGuard,
                NothingStagedGuard,
                PausableNodesGuard,
                ReplicasWantedGuard,
                RunningReleaseGuard,
                SameChartGuard,
                SameObjectGuard,
                SystemServicesGuard,
                UpgradeEndedGuard,
                UpgradeUnderWayGuard {

    /** What it asks, in words. */
    Text question();

    /** @throws ClusterRequestException when the facts cannot be had */
    GuardResult check(LiveFacts facts, PlanStep step);

    /** The reading it takes. */
    List<Right> reads(PlanStep step);

    /** Whether it is the steps before that bring about what it asks for. */
    default boolean isMetByEarlierSteps() {
        return false;
    }

    /** The answers of all guards of a step, in an order that puts the hard rules first. */
    static List<GuardResult> checkAll(LiveFacts facts, PlanStep step) {
        return step.operation().guards(step).stream()
                .map(guard -> guard.answer(facts, step))
                .toList();
    }

    /** For a step whose turn has not come: what earlier steps will bring about is only told. */
    static List<GuardResult> foresee(LiveFacts facts, PlanStep step) {
        return step.operation().guards(step).stream()
                .map(guard -> {
                    GuardResult now = guard.answer(facts, step);
                    return now.passed() || !guard.isMetByEarlierSteps()
                            ? now
                            : new GuardResult(
                                    now.guard(), true, now.object(), Text.of("recovery.guard.later", now.fact()));
                })
                .toList();
    }

    default GuardResult yes(@Nullable ObjectRef object, Text fact) {
        return new GuardResult(question(), true, object, fact);
    }

    default GuardResult no(@Nullable ObjectRef object, Text fact) {
        return new GuardResult(question(), false, object, fact);
    }

    private GuardResult answer(LiveFacts facts, PlanStep step) {
        try {
            return check(facts, step);
        } catch (ClusterRequestException e) {
            return no(step.operation().target(), Text.of("recovery.guard.unreadable", RequestFailure.text(e)));
        }
    }
}
