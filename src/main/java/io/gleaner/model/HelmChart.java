package io.gleaner.model;

/** A {@code helmcharts.helm.cattle.io} object of RKE2's Helm controller (addons, RKE2's own charts). */
public record HelmChart(Metadata metadata, String jobName, Conditions conditions) {
    public String name() {
        return metadata.name();
    }
}
