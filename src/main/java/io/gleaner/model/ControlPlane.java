package io.gleaner.model;

/** The {@code rkecontrolplanes.rke.cattle.io} object, whose conditions tell what Rancher's planner waits for. */
public record ControlPlane(Metadata metadata, String kubernetesVersion, Conditions conditions) {}
