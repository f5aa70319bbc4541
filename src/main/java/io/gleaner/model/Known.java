package io.gleaner.model;

import org.jspecify.annotations.Nullable;

/** A yes or no that may not be known. "Not seen" is never "no". */
public enum Known {
    YES,
    NO,
    UNKNOWN;

    public static Known of(@Nullable Boolean value) {
        if (value == null) {
            return UNKNOWN;
        }
        return value ? YES : NO;
    }

    public boolean isYes() {
        return this == YES;
    }

    public boolean isNo() {
        return this == NO;
    }

    /** As the JSON contract says it: {@code true}, {@code false} or {@code null}. */
    public @Nullable Boolean orNull() {
        return this == UNKNOWN ? null : this == YES;
    }
}
