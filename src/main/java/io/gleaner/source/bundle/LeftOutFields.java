package io.gleaner.source.bundle;

import io.gleaner.source.ResourceKind;
import java.util.EnumSet;
import java.util.Set;

/**
 * Fields that are large, or may hold passwords, and tell nothing about an upgrade: they are passed over while reading. A bundle
 * keeps {@code managedFields}, often more than half of a file; they matter where the question is who paused or changed something.
 */
record LeftOutFields(Set<String> paths) {
    /** How many keys a path has at most. */
    static final int DEEPEST = 3;

    static final LeftOutFields NONE = new LeftOutFields(Set.of());

    private static final String WRITERS = "metadata.managedFields";
    private static final Set<ResourceKind> MANY = EnumSet.of(
            ResourceKind.EVENT,
            ResourceKind.ENDPOINT_SLICE,
            ResourceKind.LONGHORN_VOLUME,
            ResourceKind.LONGHORN_SETTING,
            ResourceKind.BACKING_IMAGE,
            ResourceKind.INSTANCE_MANAGER,
            ResourceKind.VIRTUAL_MACHINE,
            ResourceKind.VIRTUAL_MACHINE_INSTANCE,
            ResourceKind.MIGRATION,
            ResourceKind.DISRUPTION_BUDGET,
            ResourceKind.VALIDATING_WEBHOOK,
            ResourceKind.MUTATING_WEBHOOK,
            ResourceKind.NETWORK_ATTACHMENT,
            ResourceKind.CONFIG_MAP);

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
            default -> MANY.contains(kind) ? new LeftOutFields(Set.of(WRITERS)) : NONE;
        };
    }

    boolean contains(String path) {
        return !paths.isEmpty() && paths.contains(path);
    }
}
