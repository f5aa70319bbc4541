package io.gleaner.model;

import java.util.List;
import java.util.Optional;

/** Harvester's own objects around an upgrade. */
public record Harvester(
        List<Setting> settings,
        List<Addon> addons,
        List<AvailableVersion> versions,
        List<MachineImage> images,
        List<Plan> plans,
        List<UpgradePlan> upgradePlans) {
    public static final Harvester NONE =
            new Harvester(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public Harvester {
        settings = List.copyOf(settings);
        addons = List.copyOf(addons);
        versions = List.copyOf(versions);
        images = List.copyOf(images);
        plans = List.copyOf(plans);
        upgradePlans = List.copyOf(upgradePlans);
    }

    public Optional<Setting> setting(String name) {
        return settings.stream().filter(setting -> setting.name().equals(name)).findFirst();
    }

    public Optional<Addon> addon(String name) {
        return addons.stream().filter(addon -> addon.name().equals(name)).findFirst();
    }
}
