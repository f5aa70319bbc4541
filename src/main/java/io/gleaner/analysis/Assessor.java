package io.gleaner.analysis;

import io.gleaner.analysis.Assessment.ClusterFacts;
import io.gleaner.analysis.rules.Catalogue;
import io.gleaner.analysis.timeline.UpgradeTimeline;
import io.gleaner.model.ClusterState;
import io.gleaner.model.Known;

/** Turns facts into meaning: a pure function, without clock, I/O or randomness. Same facts, same words. */
public final class Assessor {
    private static final String NODES = "nodes";

    private Assessor() {}

    public static Assessment assess(ClusterState state) {
        Situation situation = Situation.of(state);
        Catalogue.Result result = Catalogue.check(situation);
        return new Assessment(
                state.origin(),
                state.asOf(),
                state.coverage(),
                cluster(state, situation.versions()),
                situation.upgrade(),
                situation.charts(),
                result.findings(),
                result.notChecked(),
                new Recommender(situation, result.findings()).recommend(),
                UpgradeTimeline.of(situation, PastUpgrades.of(situation)));
    }

    /** Which cluster it is. */
    public static ClusterFacts cluster(ClusterState state, RunningVersions versions) {
        return new ClusterFacts(
                state.serverVersion(),
                state.kubernetesVersion(),
                versions.controllerTag(),
                state.nodes().size(),
                state.wasRead(NODES) && !state.nodes().isEmpty()
                        ? Known.of(state.nodes().size() == 1)
                        : Known.UNKNOWN);
    }
}
