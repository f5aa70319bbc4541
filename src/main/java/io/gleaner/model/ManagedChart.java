package io.gleaner.model;

import java.util.Map;

/**
 * A {@code managedcharts.management.cattle.io} object.
 *
 * @param version {@code spec.version}; empty means the newest the repository serves
 * @param releaseName Helm release
 * @param releaseNamespace {@code spec.namespace} or {@code spec.defaultNamespace}
 * @param values {@code spec.values} as dotted paths to scalars, lists as JSON text; may hold what is nobody's business, never shown
 *     as a whole
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
        Map<String, String> values,
        Conditions conditions) {
    public ManagedChart {
        values = Map.copyOf(values);
    }

    public String name() {
        return metadata.name();
    }
}
