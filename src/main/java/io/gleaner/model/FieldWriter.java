package io.gleaner.model;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code metadata.managedFields}: who last wrote which fields. The time is the entry's, not the field's.
 *
 * @param operation {@code Apply} or {@code Update}
 * @param fields dotted paths two levels deep, such as {@code spec.paused}
 */
public record FieldWriter(
        String manager, String operation, @Nullable Instant time, Set<String> fields) {
    public FieldWriter {
        fields = Set.copyOf(fields);
    }
}
