package io.gleaner.analysis;

/** How much a finding asks of the operator; in rising order. */
public enum Severity {
    INFO,
    /** Minor or passing, nothing to do yet. */
    WARNING,
    /** Needs the operator; has an action and a reference. */
    ERROR,
    /** Data or cluster at risk. */
    CRITICAL
}
