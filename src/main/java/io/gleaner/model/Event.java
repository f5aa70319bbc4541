package io.gleaner.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An Event of the core API, which Kubernetes keeps for about an hour.
 *
 * @param type {@code Normal} or {@code Warning}
 * @param count how often it was seen, at least 1
 */
public record Event(
        Metadata metadata,
        ObjectRef about,
        String type,
        String reason,
        String message,
        String component,
        int count,
        @Nullable Instant first,
        @Nullable Instant last) {
    public boolean isWarning() {
        return type.equals("Warning");
    }
}
