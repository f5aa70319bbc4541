package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/** Switches an add-on on; Harvester installs its chart. */
record EnableAddon(ObjectRef target, String uid) implements AddonOperation {
    @Override
    public boolean enables() {
        return true;
    }

    @Override
    public String reached() {
        return "AddonDeploySuccessful";
    }

    @Override
    public Optional<Operation> undo(LiveObject before, ArrayNode written) {
        return Optional.of(new DisableAddon(target, uid));
    }
}
