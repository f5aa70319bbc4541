package io.gleaner.model;

/** A {@code virtualmachineimages.harvesterhci.io} object; {@code progress} is a percentage, -1 when not known. */
public record MachineImage(Metadata metadata, String displayName, int progress, Conditions conditions) {
    public String name() {
        return metadata.name();
    }
}
