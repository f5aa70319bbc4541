package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.source.ResourceKind;
import tools.jackson.databind.node.ArrayNode;

/** Says a step as the command an operator could type instead: equal in effect and as careful. */
final class Kubectl {
    private Kubectl() {}

    static String patch(ObjectRef target, ArrayNode jsonPatch) {
        String namespace = target.namespace() == null ? "" : "-n " + target.namespace() + " ";
        return "kubectl %spatch %s %s --type=json -p %s"
                .formatted(namespace, ResourceKind.of(target).qualifiedName(), target.name(), quoted(jsonPatch));
    }

    private static String quoted(ArrayNode jsonPatch) {
        return "'" + jsonPatch.toString().replace("'", "'\\''") + "'";
    }
}
