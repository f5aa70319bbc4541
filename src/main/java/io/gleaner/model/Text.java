package io.gleaner.model;

import java.util.List;

/**
 * A sentence that is not yet in a language: the key of a phrase and what fills it.
 *
 * <p>The first segment of the key names the area, and with it the file of phrases ({@code analysis.…}, {@code recovery.…}).
 *
 * @param arguments strings, numbers, {@link java.time.Instant}, {@link java.time.Duration}, {@link ObjectRef}, further
 *     {@code Text}s, or lists of those
 */
public record Text(String key, List<Object> arguments) {
    public Text {
        arguments = List.copyOf(arguments);
    }

    public static Text of(String key, Object... arguments) {
        return new Text(key, List.of(arguments));
    }
}
