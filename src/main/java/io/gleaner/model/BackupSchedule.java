package io.gleaner.model;

/** A {@code schedulevmbackups.harvesterhci.io} object; {@code suspended} is {@code status.suspended}, which Harvester asks. */
public record BackupSchedule(Metadata metadata, boolean suspended) {}
