package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import io.gleaner.source.ResourceKind;
import java.util.List;

/**
 * Harvester's webhook refuses to change an add-on while something is being done to it, and the logging add-on while an upgrade
 * still keeps its logs there ({@code pkg/webhook/resources/addon}).
 */
record AddonIdleGuard() implements Guard {
    private static final String LOGGING = "rancher-logging";

    @Override
    public Text question() {
        return Text.of("recovery.guard.addonIdle");
    }

    @Override
    public List<Right> reads(PlanStep step) {
        return List.of(Right.list(ResourceKind.UPGRADE_LOG, ManifestScriptGuard.NAMESPACE));
    }

    @Override
    public GuardResult check(LiveFacts facts, PlanStep step) {
        ObjectRef addon = step.operation().target();
        LiveObject live = facts.object(addon);
        if (live.isTrue("InProgress")) {
            return no(addon, Text.of("recovery.guard.addonIdle.busy", addon, live.text("/status/status")));
        }
        if (addon.name().equals(LOGGING)) {
            var logs = facts.list(ResourceKind.UPGRADE_LOG, ManifestScriptGuard.NAMESPACE, null)
                    .upgradeLogs();
            if (!logs.isEmpty()) {
                ObjectRef log = logs.getFirst().metadata().ref();
                return no(log, Text.of("recovery.guard.addonIdle.upgradeLog", log));
            }
        }
        return yes(addon, Text.of("recovery.guard.addonIdle.yes", addon));
    }
}
