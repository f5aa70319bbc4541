package io.gleaner.model;

/** A {@code versions.harvesterhci.io} object: a release this cluster may upgrade to. */
public record AvailableVersion(Metadata metadata, String isoUrl, String minimumUpgradable) {
    public String name() {
        return metadata.name();
    }
}
