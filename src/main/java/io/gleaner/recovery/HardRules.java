package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import io.gleaner.source.ResourceKind;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;

/**
 * What is never sent, whatever plan asks for it: looked for in the patch itself, right before it would leave. Each has cost
 * somebody a cluster or their data.
 */
final class HardRules {
    private static final Set<ResourceKind> NEVER_DELETED = Set.of(
            ResourceKind.MANAGED_CHART,
            ResourceKind.BUNDLE,
            ResourceKind.BUNDLE_DEPLOYMENT,
            ResourceKind.SECRET,
            ResourceKind.DEPLOYMENT,
            ResourceKind.NODE,
            ResourceKind.LONGHORN_VOLUME);
    private static final Set<String> BUMPED_BY_THE_SCRIPT_ALONE = Set.of("harvester", "harvester-crd");

    private HardRules() {}

    /** Why this must not be sent; empty when no rule forbids it. */
    static Optional<Text> against(ObjectRef target, ArrayNode patch) {
        ResourceKind kind = ResourceKind.of(target);
        if (Change.deletes(patch)) {
            return NEVER_DELETED.contains(kind)
                    ? Optional.of(Text.of("recovery.hardRule.delete", target))
                    : Optional.empty();
        }
        return Change.writtenPaths(patch).stream()
                .flatMap(path -> against(kind, target, path).stream())
                .findFirst()
                .or(() -> patch.toString().contains("harvesterhci.io/skipWebhook")
                                || patch.toString().contains("harvesterhci.io~1skipWebhook")
                        ? Optional.of(Text.of("recovery.hardRule.skipWebhook", target))
                        : Optional.empty());
    }

    private static Optional<Text> against(ResourceKind kind, ObjectRef target, String path) {
        return switch (kind) {
            case UPGRADE ->
                path.startsWith("/metadata/labels") || path.startsWith("/metadata/annotations")
                        ? Optional.empty()
                        : Optional.of(Text.of("recovery.hardRule.upgrade", target, path));
            case MANAGED_CHART ->
                path.equals("/spec/version") && BUMPED_BY_THE_SCRIPT_ALONE.contains(target.name())
                        ? Optional.of(Text.of("recovery.hardRule.version", target))
                        : Optional.empty();
            case LONGHORN_SETTING ->
                target.name().equals("deleting-confirmation-flag")
                        ? Optional.of(Text.of("recovery.hardRule.longhorn", target))
                        : Optional.empty();
            case SECRET -> Optional.of(Text.of("recovery.hardRule.secret", target));
            case DEPLOYMENT ->
                path.equals("/spec/replicas")
                        ? Optional.of(Text.of("recovery.hardRule.scale", target))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }
}
