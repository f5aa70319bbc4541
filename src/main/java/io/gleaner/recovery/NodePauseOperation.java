package io.gleaner.recovery;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says in the Upgrade's annotation whether a node is to be stopped before its turn (Harvester from v1.7.0 on). The Upgrade
 * keeps its status in the main resource, so nothing but this one annotation is sent (harvester#7791).
 */
sealed interface NodePauseOperation extends Operation permits PauseNode, UnpauseNode {
    String ANNOTATION = "harvesterhci.io/node-upgrade-pause-map";
    /** The node's state while it is held. */
    String HELD = "Node-upgrade paused";

    String node();

    /** {@code pause} or {@code unpause}; Harvester's webhook takes no other word. */
    String action();

    @Override
    default ArrayNode patch(LiveObject live, PlanStep step, Signature signature) {
        ObjectNode map = map(live);
        if (map.path(node()).asString("").equals(action())) {
            return Change.nothing();
        }
        return Change.of(live, uid())
                .annotation(ANNOTATION, map.put(node(), action()).toString())
                .asPatch();
    }

    @Override
    default List<Guard> guards(PlanStep step) {
        return List.of(new SameObjectGuard(), new UpgradeUnderWayGuard(), new PausableNodesGuard());
    }

    @Override
    default List<Right> reads() {
        return new ArrayList<>(Right.toFollow(target()));
    }

    static ObjectNode map(LiveObject upgrade) {
        String text = upgrade.annotation(ANNOTATION);
        try {
            return !text.isEmpty() && JsonMapper.shared().readTree(text) instanceof ObjectNode map
                    ? map
                    : JsonNodeFactory.instance.objectNode();
        } catch (JacksonException _) {
            // Harvester cannot read it either: nothing is paused by it.
            return JsonNodeFactory.instance.objectNode();
        }
    }

    static String state(LiveObject upgrade, String node) {
        return upgrade.json()
                .path("status")
                .path("nodeStatuses")
                .path(node)
                .path("state")
                .asString("");
    }
}
