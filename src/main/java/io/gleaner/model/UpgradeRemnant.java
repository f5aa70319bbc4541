package io.gleaner.model;

/**
 * An object an upgrade makes for itself and removes in its cleanup: the repository's VirtualMachine, Deployment and image,
 * the system-upgrade-controller's Plans. What is still there tells where the upgrade is, or that it was cut short.
 *
 * @param upgradeName the upgrade it belongs to, by label or by name
 */
public record UpgradeRemnant(Metadata metadata, String upgradeName) {}
