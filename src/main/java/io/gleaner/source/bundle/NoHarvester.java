package io.gleaner.source.bundle;

import io.gleaner.model.CoverageStatus;
import io.gleaner.source.RawObjects;
import io.gleaner.source.ResourceKind;

/** Other products pack bundles with the same tool. */
record NoHarvester(RawObjects raw, Layout layout) {
    /** Where the list of installed kinds was collected, and Harvester's are not in it. */
    boolean isCertain() {
        return layout.hasYamls()
                && raw.coverage().stream()
                        .anyMatch(coverage -> coverage.kind().equals(ResourceKind.UPGRADE.qualifiedName())
                                && coverage.status() == CoverageStatus.NOT_INSTALLED);
    }
}
