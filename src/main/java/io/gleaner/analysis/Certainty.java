package io.gleaner.analysis;

/** How a time or a cause is known. */
public enum Certainty {
    /** Read from the object that records it. */
    MEASURED,
    /** Follows from other facts. */
    DERIVED,
    GUESSED
}
