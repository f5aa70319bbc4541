package io.gleaner.model;

/**
 * A {@code bundledeployments.fleet.cattle.io} object: a Bundle on the one cluster there is.
 *
 * @param deploymentId wanted now; {@code stagedDeploymentId} the newest computed, promoted when not paused;
 *     {@code appliedDeploymentId} the last the agent finished
 */
public record BundleDeployment(
        Metadata metadata,
        boolean paused,
        String bundleName,
        String bundleNamespace,
        String chartVersion,
        String stagedChartVersion,
        String deploymentId,
        String stagedDeploymentId,
        String appliedDeploymentId,
        Known ready,
        Known nonModified,
        String displayState,
        Conditions conditions) {

    /** A change waits that will be deployed as soon as nothing is paused. */
    public boolean hasStagedChange() {
        return !stagedDeploymentId.isEmpty() && !stagedDeploymentId.equals(deploymentId);
    }
}
