package io.gleaner.ui.connect;

import io.gleaner.source.live.ClusterContext;
import io.gleaner.source.scenario.Scenarios.Scenario;
import java.nio.file.Path;

/** What the operator wants to open. */
public sealed interface Choice {
    record Cluster(ClusterContext context) implements Choice {}

    record Practice(Scenario scenario) implements Choice {}

    /** A support bundle. */
    record Recording(Path bundle) implements Choice {}
}
