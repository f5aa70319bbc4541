package io.gleaner.model;

/**
 * An {@code addons.harvesterhci.io} object.
 *
 * @param state {@code status.status}: {@code AddonEnabling}, {@code AddonDeploySuccessful}, {@code AddonUpdating},
 *     {@code AddonDisabling}, {@code AddonDisabled} or empty
 */
public record Addon(
        Metadata metadata, boolean enabled, String chart, String version, String state, Conditions conditions) {
    public String name() {
        return metadata.name();
    }
}
