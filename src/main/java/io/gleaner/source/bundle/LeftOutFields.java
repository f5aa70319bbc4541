package io.gleaner.source.bundle;

import io.gleaner.source.ResourceKind;
import java.util.EnumSet;
import java.util.Set;

/**
 * Fields that are passed over while reading, because they make up most of a bundle and {@link io.gleaner.source.ObjectTrim} would
 * take them out again: above all {@code managedFields}, often more than half of a file. Of a Pod's
 * containers the status tells what counts.
 */
record LeftOutFields(Set<String> paths) {
    /** How many keys a path has at most. */
    static final int DEEPEST = 3;

    static final LeftOutFields NONE = new LeftOutFields(Set.of());

    private static final String WRITERS = "metadata.managedFields";
    // As in ObjectTrim.
    private static final Set<ResourceKind> WRITERS_MATTER =
            EnumSet.of(ResourceKind.MANAGED_CHART, ResourceKind.BUNDLE, ResourceKind.UPGRADE);

    static LeftOutFields of(ResourceKind kind) {
        return switch (kind) {
            case BUNDLE -> new LeftOutFields(Set.of("spec.resources"));
            case APP ->
                new LeftOutFields(Set.of(
                        WRITERS,
                        "spec.values",
                        "spec.resources",
                        "spec.info.notes",
                        "spec.info.readme",
                        "spec.chart.values"));
            case POD ->
                new LeftOutFields(Set.of(
                        WRITERS,
                        "spec.containers",
                        "spec.initContainers",
                        "spec.volumes",
                        "spec.tolerations",
                        "spec.affinity"));
            case CUSTOM_RESOURCE -> new LeftOutFields(Set.of(WRITERS, "spec"));
            default -> WRITERS_MATTER.contains(kind) ? NONE : new LeftOutFields(Set.of(WRITERS));
        };
    }

    boolean contains(String path) {
        return !paths.isEmpty() && paths.contains(path);
    }
}
