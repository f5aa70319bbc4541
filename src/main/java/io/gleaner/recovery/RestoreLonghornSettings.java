package io.gleaner.recovery;

import io.gleaner.model.Setting;
import io.gleaner.model.Upgrade;
import java.util.List;
import java.util.Optional;

/**
 * The plan {@code restore-longhorn-settings}: gives Longhorn's settings the values they had before the nodes were upgraded.
 * Harvester keeps those in annotations of the Upgrade under the names of the settings, and puts them back in its cleanup
 * ({@code pkg/controller/master/upgrade}).
 */
final class RestoreLonghornSettings {
    static final String NAME = "restore-longhorn-settings";

    private static final List<String> SETTINGS =
            List.of("replica-replenishment-wait-interval", "auto-cleanup-system-generated-snapshot");

    private RestoreLonghornSettings() {}

    static PlanOffer offer(PlanRequest request) {
        PlanDraft draft = new PlanDraft(NAME);
        if (request.isScriptAtWork()) {
            return draft.scriptAtWork();
        }
        Optional<Upgrade> upgrade = request.state().latestUpgrade();
        if (upgrade.isEmpty()) {
            return draft.refused("noUpgrade");
        }
        if (!UpgradeUnderWayGuard.hasEnded(upgrade.get())) {
            return draft.refused("upgradeGoesOn", upgrade.get().metadata().ref());
        }
        for (String name : SETTINGS) {
            Optional<String> before = upgrade.get()
                    .metadata()
                    .annotation("harvesterhci.io/" + name)
                    .filter(value -> !value.isEmpty());
            Optional<Setting> now = request.state().longhorn().setting(name);
            if (before.isPresent()
                    && now.isPresent()
                    && !now.get().value().equals(before.get())
                    && (request.names().isEmpty() || request.isNamed(name))) {
                var metadata = now.get().metadata();
                draft.step(
                        new SetLonghornSetting(metadata.ref(), metadata.uid(), before.get()),
                        draft.text("reason", now.get().value(), before.get()));
            }
        }
        return draft.offeredOr("asBefore");
    }
}
