package io.gleaner.model;

/** A {@code schedulevmbackups.harvesterhci.io} object. */
public record BackupSchedule(Metadata metadata, boolean suspended) {}
