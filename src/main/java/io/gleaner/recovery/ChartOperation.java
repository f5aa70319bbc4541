package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.source.ResourceKind;
import io.gleaner.text.Phrasebook;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/** Pauses or resumes a chart: {@code spec.paused} of a ManagedChart, with what was shown to the user as precondition. */
sealed interface ChartOperation extends Operation permits PauseChart, ResumeChart {
    /** {@code spec.version} as it was shown; empty for a chart that follows the newest. */
    String version();

    /** What {@code spec.paused} is to be. */
    boolean pauses();

    @Override
    default ArrayNode patch(LiveObject live, PlanStep step, Signature signature) {
        if (live.flag("/spec/paused") == pauses()) {
            return Change.nothing();
        }
        String why = Phrasebook.english().say(step.reason());
        return Change.of(live, uid())
                .sameGeneration()
                .same("/spec/paused")
                .same("/spec/version")
                .isTrue("Defined")
                .put("/metadata/annotations", signature.annotations(pauses() ? "paused" : "resumed", why))
                .set("/spec/paused", pauses())
                .asPatch();
    }

    @Override
    default List<Guard> guards(PlanStep step) {
        List<Guard> guards = new ArrayList<>(List.of(
                new ManifestScriptGuard(), new SystemServicesGuard(), new SameChartGuard(), new ChartDefinedGuard()));
        if (NothingStagedGuard.concerns(step)) {
            guards.add(new NothingStagedGuard());
        }
        guards.add(new FleetClusterGuard());
        return List.copyOf(guards);
    }

    @Override
    default List<Right> reads() {
        ObjectRef chart = target();
        List<Right> rights = new ArrayList<>(Right.toRead(ResourceKind.MANAGED_CHART, chart.namespace()));
        rights.addAll(Right.toRead(ResourceKind.BUNDLE, chart.namespace()));
        return rights;
    }

    static boolean isPaused(LiveObject live) {
        return live.flag("/spec/paused");
    }
}
