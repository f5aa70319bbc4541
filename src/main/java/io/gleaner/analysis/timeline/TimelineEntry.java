package io.gleaner.analysis.timeline;

import io.gleaner.analysis.Certainty;
import io.gleaner.analysis.Severity;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened.
 *
 * @param severity INFO for what belongs to an upgrade, WARNING for what failed and was or will be tried again, ERROR for an end
 * @param object what it happened to; null for a step of the script
 */
public record TimelineEntry(
        Instant time,
        Certainty certainty,
        Kind kind,
        Severity severity,
        Text what,
        @Nullable ObjectRef object) {
    /** Where an entry comes from. */
    public enum Kind {
        UPGRADE,
        PHASE,
        STEP,
        CHART,
        JOB,
        NODE,
        EVENT
    }
}
