package io.gleaner.model;

import java.util.List;
import java.util.Optional;

/**
 * A {@code plans.upgrade.cattle.io} object of the system-upgrade-controller.
 *
 * @param latestHash nodes that are done carry it as the value of the label {@code plan.upgrade.cattle.io/<name>}
 * @param applying nodes the controller works on
 */
public record Plan(Metadata metadata, String latestHash, List<String> applying, Conditions conditions) {
    public static final String NODE_LABEL = "plan.upgrade.cattle.io/";
    /** On the Jobs of a Plan. */
    public static final String PLAN_LABEL = "upgrade.cattle.io/plan";

    public static final String JOB_NODE_LABEL = "upgrade.cattle.io/node";

    public Plan {
        applying = List.copyOf(applying);
    }

    public String name() {
        return metadata.name();
    }

    /** Whether this node carries the hash of the Plan as it is now. */
    public boolean isDoneOn(ClusterNode node) {
        Optional<String> hash = node.metadata().label(NODE_LABEL + name());
        return !latestHash.isEmpty() && hash.filter(latestHash::equals).isPresent();
    }
}
