package io.gleaner.model;

/** What came of reading a kind. Only COLLECTED and EMPTY allow a "none there". */
public enum CoverageStatus {
    COLLECTED,
    EMPTY,
    FORBIDDEN,
    FAILED,
    NOT_INSTALLED,
    NOT_COLLECTED
}
