package io.gleaner.analysis;

/** Who is behind a pause. NONE: not paused. */
public enum PauseOrigin {
    UPGRADE,
    MANUAL,
    UNKNOWN,
    NONE
}
