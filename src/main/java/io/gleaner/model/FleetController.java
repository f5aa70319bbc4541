package io.gleaner.model;

/**
 * The ConfigMap {@code cattle-fleet-system/fleet-controller}. While Rancher is upgraded, the address and certificate the agent
 * registers with may be empty (harvester#6851).
 */
public record FleetController(Metadata metadata, Known hasServerAddress, Known hasServerCertificate) {}
