package io.gleaner.model;

import org.jspecify.annotations.Nullable;

/**
 * How well one kind in one place was read.
 *
 * @param kind plural and group, such as {@code managedcharts.management.cattle.io}
 * @param namespace null for a cluster-wide reading
 * @param detail the API's own words for a failure, else empty
 */
public record Coverage(String kind, @Nullable String namespace, CoverageStatus status, String detail) {
    public boolean wasRead() {
        return status == CoverageStatus.COLLECTED || status == CoverageStatus.EMPTY;
    }
}
