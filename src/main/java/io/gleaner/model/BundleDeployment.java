package io.gleaner.model;

import java.util.List;

/**
 * A {@code bundledeployments.fleet.cattle.io} object: a Bundle on the one cluster there is.
 *
 * @param deploymentId wanted now; {@code stagedDeploymentId} the newest computed, promoted when not paused;
 *     {@code appliedDeploymentId} the last the agent finished
 * @param modified what was changed in the cluster behind Fleet's back
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
        List<Drift> modified,
        List<Waiting> nonReady,
        Conditions conditions) {
    /** An object in the cluster that differs from the chart; {@code patch} leads from the one to the other. */
    public record Drift(ObjectRef object, boolean missing, boolean surplus, String patch) {}

    /** An object of the chart that is not ready yet, with its state and messages. */
    public record Waiting(ObjectRef object, String state, List<String> messages) {
        public Waiting {
            messages = List.copyOf(messages);
        }
    }

    public BundleDeployment {
        modified = List.copyOf(modified);
        nonReady = List.copyOf(nonReady);
    }

    /** A change waits that will be deployed as soon as nothing is paused. */
    public boolean hasStagedChange() {
        return !stagedDeploymentId.isEmpty() && !stagedDeploymentId.equals(deploymentId);
    }
}
