package io.gleaner.model;

/** A {@code virtualmachinebackups.harvesterhci.io} object. */
public record VirtualMachineBackup(Metadata metadata, Known readyToUse, String error) {}
