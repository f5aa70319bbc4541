package io.gleaner.model;

/** An {@code upgradelogs.harvesterhci.io} object. */
public record UpgradeLog(Metadata metadata, String upgradeName, Conditions conditions) {}
