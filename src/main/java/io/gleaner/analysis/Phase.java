package io.gleaner.analysis;

/** The phases of a Harvester upgrade in their order; DONE is the state after the last. */
public enum Phase {
    LOGGING,
    IMAGE_AND_REPO,
    PRELOAD,
    SYSTEM_SERVICES,
    NODES,
    CLEANUP,
    DONE
}
