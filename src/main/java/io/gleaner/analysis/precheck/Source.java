package io.gleaner.analysis.precheck;

/**
 * Who asks for a check.
 *
 * @param number of the check in the order of its origin, 0 for Gleaner's own: the webhook's as in {@code Create} and
 *     {@code checkResources} of harvester/harvester {@code pkg/webhook/resources/upgrade/validator.go} at v1.8.2, the script's as it
 *     calls them in harvester/upgrade-helpers {@code pre-check/v1.x/check.sh} of August 2026
 * @param name as the origin names it
 */
public record Source(Kind kind, int number, String name) {
    /** What asks. */
    public enum Kind {
        /** Harvester's validating webhook: it refuses the upgrade, and names only the first reason. */
        WEBHOOK,
        /** The vendor's pre-check script, run by hand on a node. */
        SCRIPT,
        /** Neither of them, although the upgrade would stop. */
        GLEANER
    }

    static final Source OWN = new Source(Kind.GLEANER, 0, "");

    static Source webhook(int number, String function) {
        return new Source(Kind.WEBHOOK, number, function);
    }

    static Source script(int number, String name) {
        return new Source(Kind.SCRIPT, number, name);
    }
}
