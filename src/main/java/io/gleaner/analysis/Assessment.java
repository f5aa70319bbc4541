package io.gleaner.analysis;

import io.gleaner.analysis.timeline.UpgradeTimeline;
import io.gleaner.model.Coverage;
import io.gleaner.model.Known;
import io.gleaner.model.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster state means, in the order of the five questions. The window, the terminal and the reports all show this one
 * value, so they agree by construction. Its JSON form is the contract {@code gleaner.assessment/v1}.
 *
 * @param upgrade null when there is neither an Upgrade object nor a trace of one
 * @param charts the script's four first, in the order they are resumed in, then the others by name
 * @param findings most severe first; among equals causes before what they explain
 * @param timeline when the upgrade did what; not part of the JSON form, but a contract of its own
 */
public record Assessment(
        Origin origin,
        Instant asOf,
        List<Coverage> coverage,
        ClusterFacts cluster,
        @Nullable UpgradeAssessment upgrade,
        List<ChartAssessment> charts,
        List<Finding> findings,
        List<NotChecked> notChecked,
        Recommendation recommendation,
        UpgradeTimeline timeline) {

    /** The version of the catalogue of rules, shown with every assessment. */
    public static final String RULES_VERSION = "2026-11";

    /** Empty strings and {@code UNKNOWN} stand for what could not be read. */
    public record ClusterFacts(
            String harvesterVersion,
            String kubernetesVersion,
            String controllerVersion,
            int nodeCount,
            Known singleNode) {}

    /** An assessment without a timeline. */
    public Assessment(
            Origin origin,
            Instant asOf,
            List<Coverage> coverage,
            ClusterFacts cluster,
            @Nullable UpgradeAssessment upgrade,
            List<ChartAssessment> charts,
            List<Finding> findings,
            List<NotChecked> notChecked,
            Recommendation recommendation) {
        this(
                origin,
                asOf,
                coverage,
                cluster,
                upgrade,
                charts,
                findings,
                notChecked,
                recommendation,
                UpgradeTimeline.NONE);
    }

    public Assessment {
        coverage = List.copyOf(coverage);
        charts = List.copyOf(charts);
        findings = List.copyOf(findings);
        notChecked = List.copyOf(notChecked);
    }

    public Optional<UpgradeAssessment> upgradeIfAny() {
        return Optional.ofNullable(upgrade);
    }

    public Optional<ChartAssessment> chart(String name) {
        return charts.stream().filter(chart -> chart.name().equals(name)).findFirst();
    }
}
