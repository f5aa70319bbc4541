package io.gleaner.cli;

import java.util.Locale;

/** The forms of an answer. */
enum Format {
    TEXT,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
