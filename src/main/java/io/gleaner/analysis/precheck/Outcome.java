package io.gleaner.analysis.precheck;

/** What came of a check, worst first: the order they are told in. */
public enum Outcome {
    /** The upgrade would be refused, or would stop on its way. */
    FAILED,
    /** The upgrade may start; look at it first. */
    WARNING,
    /** The facts were forbidden, failed or not collected. */
    NOT_CHECKED,
    /** No fact that is read from the API tells; a command does. */
    NOT_CHECKABLE,
    /** The check is for other versions or other clusters. */
    NOT_APPLICABLE,
    PASSED
}
