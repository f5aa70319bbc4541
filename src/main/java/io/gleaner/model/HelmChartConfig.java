package io.gleaner.model;

/** A {@code helmchartconfigs.helm.cattle.io} object. */
public record HelmChartConfig(Metadata metadata, String failurePolicy) {
    public String name() {
        return metadata.name();
    }
}
