package io.gleaner.recovery;

import io.gleaner.analysis.RunningVersions;
import io.gleaner.model.Text;
import java.util.List;

/** Harvester's own repository is downloaded from a Deployment of the cluster, which must be there to answer. */
record ChartServerReadyGuard() implements Guard {
    static final String REPOSITORY = "harvester-charts";

    @Override
    public Text question() {
        return Text.of("recovery.guard.chartServerReady");
    }

    @Override
    public List<Right> reads(PlanStep step) {
        return isServedFromWithin(step) ? Right.toFollow(RunningVersions.CHART_SERVER) : List.of();
    }

    @Override
    public GuardResult check(LiveFacts facts, PlanStep step) {
        if (!isServedFromWithin(step)) {
            return yes(null, Text.of("recovery.guard.chartServerReady.elsewhere"));
        }
        LiveObject server = facts.object(RunningVersions.CHART_SERVER);
        return server.isRolledOut()
                ? yes(RunningVersions.CHART_SERVER, Text.of("recovery.guard.chartServerReady.yes"))
                : no(
                        RunningVersions.CHART_SERVER,
                        Text.of(
                                "recovery.guard.chartServerReady.no",
                                RunningVersions.CHART_SERVER,
                                server.number("/status/availableReplicas")));
    }

    private static boolean isServedFromWithin(PlanStep step) {
        return step.operation().target().name().equals(REPOSITORY);
    }
}
