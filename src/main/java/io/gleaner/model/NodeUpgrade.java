package io.gleaner.model;

/** {@code status.nodeStatuses.<node>} of an Upgrade; {@code state} keeps Harvester's own text. */
public record NodeUpgrade(String node, String state, String reason, String message) {}
