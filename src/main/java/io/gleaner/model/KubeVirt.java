package io.gleaner.model;

/** The {@code kubevirts.kubevirt.io} object; {@code phase} is {@code Deployed} when a roll-out is complete. */
public record KubeVirt(
        Metadata metadata, String phase, String targetVersion, String observedVersion, Conditions conditions) {}
