package io.gleaner.analysis.timeline;

import io.gleaner.analysis.Certainty;
import io.gleaner.model.ObjectRef;
import java.time.Instant;

/**
 * A chart that got another version, or a release that Helm installed.
 *
 * @param version that it got; empty when the witness does not tell
 * @param revision of the Helm release; 0 for the ManagedChart
 * @param status Helm's own word; empty for the ManagedChart
 */
public record ChartBump(
        String chart,
        String version,
        int revision,
        String status,
        ObjectRef object,
        Instant time,
        Certainty certainty) {}
