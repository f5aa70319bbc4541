package io.gleaner.model;

/** The {@code clusters.cluster.x-k8s.io} object; {@code phase} is {@code Provisioned} when nothing is going on. */
public record CapiCluster(Metadata metadata, boolean paused, String phase, Conditions conditions) {}
