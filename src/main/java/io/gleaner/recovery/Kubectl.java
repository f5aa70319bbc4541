package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.source.ResourceKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Says a step as the command an operator could type instead: equal in effect and, but for a deletion's uid, as careful.
 * Annotations that tell of Gleaner's run are left out.
 */
final class Kubectl {
    private Kubectl() {}

    /** @param patch JSON; empty gives an empty command */
    static String command(Operation operation, String patch) {
        if (patch.isEmpty() || !(JsonMapper.shared().readTree(patch) instanceof ArrayNode steps) || steps.isEmpty()) {
            return "";
        }
        return Change.deletes(steps) ? object("delete", operation.target()) : patch(operation.target(), steps);
    }

    private static String patch(ObjectRef target, ArrayNode patch) {
        ArrayNode unsigned = Change.nothing();
        patch.valueStream().filter(each -> !isSignature(each)).forEach(unsigned::add);
        return object("patch", target) + " --type=json -p '"
                + unsigned.toString().replace("'", "'\\''") + "'";
    }

    private static boolean isSignature(JsonNode step) {
        String path = step.path("path").asString("");
        boolean whole = path.equals("/metadata/annotations")
                && step.path("value").properties().stream().allMatch(each -> Signature.isPartOfOne(each.getKey()));
        return whole || path.startsWith("/metadata/annotations/gleaner.io~1");
    }

    private static String object(String verb, ObjectRef target) {
        String namespace = target.namespace() == null ? "" : "-n " + target.namespace() + " ";
        return "kubectl %s%s %s %s"
                .formatted(namespace, verb, ResourceKind.of(target).qualifiedName(), target.name());
    }
}
