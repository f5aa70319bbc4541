package io.gleaner.model;

import java.util.Optional;

/**
 * A Secret of type {@code rke.cattle.io/machine-plan}, read without its payload. Rancher asks for a drain hook by writing
 * {@code pre-drain}; Harvester answers by copying it to {@code pre-hook}; {@code post-drain} and {@code post-hook} likewise.
 */
public record MachinePlan(Metadata metadata) {
    public static final String MACHINE_LABEL = "rke.cattle.io/machine-name";

    /** The CAPI Machine it belongs to. */
    public String machine() {
        return metadata.label(MACHINE_LABEL).orElse("");
    }

    public Optional<String> preDrain() {
        return metadata.annotation("rke.cattle.io/pre-drain").filter(value -> !value.isEmpty());
    }

    public Optional<String> preHook() {
        return metadata.annotation("harvesterhci.io/pre-hook").filter(value -> !value.isEmpty());
    }

    public Optional<String> postDrain() {
        return metadata.annotation("rke.cattle.io/post-drain").filter(value -> !value.isEmpty());
    }

    public Optional<String> postHook() {
        return metadata.annotation("harvesterhci.io/post-hook").filter(value -> !value.isEmpty());
    }
}
