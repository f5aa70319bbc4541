package io.gleaner.analysis;

import io.gleaner.model.Bundle;
import io.gleaner.model.BundleDeployment;
import io.gleaner.model.HarvesterVersion;
import io.gleaner.model.HelmRelease;
import io.gleaner.model.Known;
import io.gleaner.model.Pipeline;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The version of one chart at each of the five places that have one, in their own spelling; empty where it is not known. They
 * can disagree while every object calls itself ready (harvester#8309, harvester#10693).
 *
 * @param managedChart {@code spec.version}; empty also for a chart that follows the newest
 * @param helm of the newest revision, whatever became of it
 * @param image the tag that the chart's Deployment runs; null for a chart that runs none
 */
public record ChartVersions(
        String managedChart,
        String bundle,
        String bundleDeployment,
        String helm,
        @Nullable String image) {

    static ChartVersions of(Pipeline pipeline, RunningVersions running) {
        boolean runsHarvester = pipeline.chart().name().equals(ScriptCharts.HARVESTER);
        return new ChartVersions(
                pipeline.chart().version(),
                pipeline.bundle().map(Bundle::chartVersion).orElse(""),
                pipeline.deployment().map(BundleDeployment::chartVersion).orElse(""),
                pipeline.newest().map(HelmRelease::chartVersion).orElse(""),
                runsHarvester ? running.controllerTag() : null);
    }

    /** Whether all are one version: NO as soon as two differ, UNKNOWN while one is missing. */
    public Known agree() {
        List<String> places = places();
        long versions = places.stream()
                .filter(version -> !version.isEmpty())
                .map(ChartVersions::bare)
                .distinct()
                .count();
        if (versions > 1) {
            return Known.NO;
        }
        return places.contains("") ? Known.UNKNOWN : Known.YES;
    }

    private List<String> places() {
        return Stream.concat(
                        Stream.of(managedChart, bundle, bundleDeployment, helm), Optional.ofNullable(image).stream())
                .toList();
    }

    /** An image says v1.5.1 where a chart says 1.5.1. */
    private static String bare(String version) {
        return HarvesterVersion.parse(version).map(HarvesterVersion::bare).orElse(version);
    }
}
