package io.gleaner.model;

import org.jspecify.annotations.Nullable;

/**
 * Where a state comes from.
 *
 * @param name cluster or context, bundle file, scenario
 * @param sha256 of the bundle file; null for other kinds
 */
public record Origin(
        Kind kind,
        String name,
        @Nullable String server,
        @Nullable String context,
        @Nullable String sha256) {
    /** The three kinds of sources. */
    public enum Kind {
        LIVE,
        BUNDLE,
        SCENARIO
    }
}
