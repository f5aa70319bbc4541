package io.gleaner.analysis;

/** What a chart's combination of facts amounts to: the table of {@link ChartVerdicts}. */
public enum Verdict {
    HEALTHY,
    IN_TRANSITION,
    ROLLING,
    PAUSED_SAFE,
    PAUSED_PENDING_CHANGE,
    PAUSED_UNRESOLVABLE,
    HALF_RESUMED,
    LAGGING,
    PAUSE_NOT_PROPAGATED,
    VERSION_NOT_SERVED,
    NOT_READY,
    UNKNOWN
}
