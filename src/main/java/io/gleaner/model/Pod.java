package io.gleaner.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A Pod of an upgrade Job; {@code phase} is the API's own word. */
public record Pod(
        Metadata metadata,
        String phase,
        @Nullable Instant started,
        @Nullable Instant finished) {
    public boolean isActive() {
        return !phase.equals("Succeeded") && !phase.equals("Failed");
    }
}
