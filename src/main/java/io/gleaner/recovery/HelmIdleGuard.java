package io.gleaner.recovery;

import io.gleaner.model.HelmRelease;
import io.gleaner.model.Text;
import io.gleaner.source.ResourceKind;
import java.util.List;

/**
 * No Helm operation is under way anywhere. One that loses its process stays {@code pending-upgrade} for good and blocks its
 * release (harvester#3616). Read from Rancher's Apps, which mirror every release; the release Secrets hold values that are
 * nobody's business.
 */
record HelmIdleGuard() implements Guard {
    @Override
    public Text question() {
        return Text.of("recovery.guard.helmIdle");
    }

    @Override
    public List<Right> reads(PlanStep step) {
        return List.of(Right.list(ResourceKind.APP, null));
    }

    @Override
    public GuardResult check(LiveFacts facts, PlanStep step) {
        return facts.list(ResourceKind.APP, null, null).helmReleases().stream()
                .filter(release -> release.status().startsWith("pending-")
                        || release.status().equals("uninstalling"))
                .findFirst()
                .map(busy -> no(busy.witness(), busy(busy)))
                .orElseGet(() -> yes(null, Text.of("recovery.guard.helmIdle.yes")));
    }

    private static Text busy(HelmRelease release) {
        return Text.of(
                "recovery.guard.helmIdle.busy",
                release.namespace() + "/" + release.name(),
                release.status(),
                release.revision());
    }
}
