package io.gleaner.model;

import java.util.Map;

/** A {@code poddisruptionbudgets.policy} object; numbers are -1 when not known. */
public record DisruptionBudget(
        Metadata metadata,
        int disruptionsAllowed,
        int expectedPods,
        int currentHealthy,
        int desiredHealthy,
        Map<String, String> selector) {
    public DisruptionBudget {
        selector = Map.copyOf(selector);
    }

    public String name() {
        return metadata.name();
    }

    /** Whether an eviction of one of its Pods would be refused now. */
    public boolean blocksEviction() {
        return disruptionsAllowed == 0 && expectedPods > 0;
    }
}
