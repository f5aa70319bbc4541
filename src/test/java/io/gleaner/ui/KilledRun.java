package io.gleaner.ui;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.analysis.Assessor;
import io.gleaner.model.ClusterState;
import io.gleaner.recovery.Executor;
import io.gleaner.recovery.Journal;
import io.gleaner.recovery.PlanOffer;
import io.gleaner.recovery.Planner;
import io.gleaner.recovery.Preview;
import io.gleaner.recovery.StepProgress.Stage;
import io.gleaner.source.scenario.ScenarioSource;
import java.io.Serial;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/** Ends a run as a kill would: nothing in between is done any more. */
final class KilledRun extends Error {
    @Serial
    private static final long serialVersionUID = 1;

    private KilledRun() {}

    static void afterItsFirstWrite(ScenarioSource cluster, Journal journal) {
        ClusterState state = cluster.load(Duration.ZERO);
        Executor executor =
                new Executor(cluster.writer().orElseThrow(), state.origin(), journal, InstantSource.system());
        PlanOffer offer = Planner.plan("resume-charts", Assessor.assess(state), state, Set.of());
        Preview shown = executor.preview(((PlanOffer.Offered) offer).plan());
        assertThatThrownBy(() -> executor.run(
                        shown,
                        Duration.ofMinutes(1),
                        progress -> {
                            if (progress.stage() == Stage.VERIFYING) {
                                throw new KilledRun();
                            }
                        },
                        () -> false))
                .isInstanceOf(KilledRun.class);
    }
}
