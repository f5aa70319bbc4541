package io.gleaner.recovery;

/** How much a step or plan can hurt. */
public enum Risk {
    NONE,
    LOW,
    MEDIUM,
    HIGH
}
