package io.gleaner.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A {@code batch/v1} Job that belongs to an upgrade. */
public record Job(
        Metadata metadata,
        int active,
        int succeeded,
        int failed,
        boolean suspended,
        @Nullable Instant started,
        @Nullable Instant completed,
        Conditions conditions) {
    public String name() {
        return metadata.name();
    }

    public boolean isFinished() {
        return conditions.isTrue("Complete") || conditions.isTrue("Failed");
    }

    /** The Job that runs {@code upgrade_manifests.sh}, by whichever engine. */
    public boolean runsManifests() {
        return metadata.runsManifests();
    }
}
