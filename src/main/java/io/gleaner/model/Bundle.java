package io.gleaner.model;

/**
 * A {@code bundles.fleet.cattle.io} object.
 *
 * @param paused the effective pause for Fleet
 * @param chartVersion {@code spec.helm.version}
 * @param observedGeneration of the Bundle, as the Fleet controller saw it
 * @param forceSyncGeneration raised to have the chart applied once more
 * @param desiredReady deployments wanted, {@code ready} and {@code unavailable} likewise; -1 when the status does not say
 */
public record Bundle(
        Metadata metadata,
        boolean paused,
        String chartVersion,
        String releaseName,
        String displayState,
        long observedGeneration,
        int desiredReady,
        int ready,
        int unavailable,
        long forceSyncGeneration,
        Conditions conditions) {
    public String name() {
        return metadata.name();
    }
}
