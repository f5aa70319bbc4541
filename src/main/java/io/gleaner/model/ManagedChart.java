package io.gleaner.model;

/**
 * A {@code managedcharts.management.cattle.io} object.
 *
 * @param version {@code spec.version}; empty means the newest the repository serves
 * @param releaseName Helm release
 * @param releaseNamespace {@code spec.namespace} or {@code spec.defaultNamespace}
 * @param conditions {@code Defined} is Rancher's and current; {@code Ready} is copied from the Bundle and stale while
 *     Defined is False
 */
public record ManagedChart(
        Metadata metadata,
        String chart,
        String repoName,
        String version,
        boolean paused,
        String releaseName,
        String releaseNamespace,
        int timeoutSeconds,
        String displayState,
        Conditions conditions) {
    public String name() {
        return metadata.name();
    }
}
