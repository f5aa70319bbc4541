package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/** Switches an add-on off; Harvester uninstalls its chart. Volumes stay. */
record DisableAddon(ObjectRef target, String uid) implements AddonOperation {
    @Override
    public boolean enables() {
        return false;
    }

    @Override
    public Risk risk() {
        return Risk.MEDIUM;
    }

    @Override
    public String reached() {
        return "AddonDisabled";
    }

    @Override
    public Optional<Operation> undo(LiveObject before, ArrayNode written) {
        return Optional.of(new EnableAddon(target, uid));
    }
}
