package io.gleaner.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@code clusterrepos.catalog.cattle.io} object with the index Rancher downloaded for it.
 *
 * @param index chart name to versions, newest first as in the index; null when the index could not be read
 */
public record ChartRepository(
        Metadata metadata,
        String url,
        @Nullable Instant downloaded,
        Conditions conditions,
        @Nullable Map<String, List<String>> index) {
    public ChartRepository {
        index = index == null ? null : Map.copyOf(index);
    }

    public String name() {
        return metadata.name();
    }

    /** Whether the index serves exactly this version (any version for an empty one); UNKNOWN without an index. */
    public Known serves(String chart, String version) {
        if (index == null) {
            return Known.UNKNOWN;
        }
        List<String> versions = index.getOrDefault(chart, List.of());
        return Known.of(version.isEmpty() ? !versions.isEmpty() : versions.contains(version));
    }

    public Optional<String> newest(String chart) {
        return index == null
                ? Optional.empty()
                : index.getOrDefault(chart, List.of()).stream().findFirst();
    }
}
