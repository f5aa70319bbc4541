package io.gleaner.recovery;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who changes something, when, and in which run. Left behind as annotations on a chart that is paused or resumed, because
 * Harvester records neither; the last one who did either stands there.
 */
record Signature(String by, Instant at, String runId) {
    static final String PREFIX = "gleaner.io/";
    private static final Set<String> FIELDS =
            Set.of(PREFIX + "action", PREFIX + "by", PREFIX + "at", PREFIX + "why", PREFIX + "run");
    private static final int LONGEST_REASON = 300;

    /** The cluster's own name for the user, where it says one, and who sits at the workstation. */
    static Signature of(String clusterUser, Instant at, String runId) {
        String workstation = Workstation.user();
        return new Signature(clusterUser.isEmpty() ? workstation : workstation + " as " + clusterUser, at, runId);
    }

    /** Stands where there is no run yet. */
    static Signature ofPreview(Instant at) {
        return of("", at, "preview");
    }

    /** Whether an annotation is one of those below; the label of a nudge is none. */
    static boolean isPartOfOne(String key) {
        return FIELDS.contains(key);
    }

    ObjectNode annotations(String action, String why) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(PREFIX + "action", action)
                .put(PREFIX + "by", by)
                .put(PREFIX + "at", at.truncatedTo(ChronoUnit.SECONDS).toString())
                .put(PREFIX + "why", why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) + "…" : why)
                .put(PREFIX + "run", runId);
    }
}
