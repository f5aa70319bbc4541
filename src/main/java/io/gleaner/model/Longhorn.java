package io.gleaner.model;

import java.util.List;
import java.util.Optional;

/** The storage under the virtual machines, namespace {@code longhorn-system}. */
public record Longhorn(
        List<Volume> volumes,
        List<Setting> settings,
        List<LonghornNode> nodes,
        List<BackingImage> backingImages,
        List<InstanceManager> instanceManagers) {
    public static final Longhorn NONE = new Longhorn(List.of(), List.of(), List.of(), List.of(), List.of());

    public Longhorn {
        volumes = List.copyOf(volumes);
        settings = List.copyOf(settings);
        nodes = List.copyOf(nodes);
        backingImages = List.copyOf(backingImages);
        instanceManagers = List.copyOf(instanceManagers);
    }

    public Optional<Setting> setting(String name) {
        return settings.stream().filter(setting -> setting.name().equals(name)).findFirst();
    }
}
