package io.gleaner.analysis;

import io.gleaner.analysis.ChartAssessment.HelmFacts;
import io.gleaner.model.Bundle;
import io.gleaner.model.BundleDeployment;
import io.gleaner.model.ClusterState;
import io.gleaner.model.HelmRelease;
import io.gleaner.model.Known;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.Pipeline;
import io.gleaner.model.Text;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far a chart's wanted version has come on its way through Bundle, BundleDeployment and Helm release.
 *
 * @param settled YES when all five agree and nothing waits; NO as soon as one disagrees; else UNKNOWN
 * @param version the newest deployed Helm revision's chart version; empty when not known
 * @param helm the newest Helm revision; null when no witness was seen
 * @param pendingChange what waits, in words; null when nothing does or nothing is known to
 */
record DeployedChart(
        Known settled,
        String version,
        @Nullable HelmFacts helm,
        @Nullable Text pendingChange) {

    static DeployedChart of(ClusterState state, Pipeline pipeline) {
        ManagedChart chart = pipeline.chart();
        Optional<HelmRelease> newest = pipeline.newest();
        String deployed =
                pipeline.newestDeployed().map(HelmRelease::chartVersion).orElse("");
        Optional<BundleDeployment> deployment = pipeline.deployment();
        String bundled = pipeline.bundle().map(Bundle::chartVersion).orElse("");
        String wanted = chart.version().isEmpty()
                ? state.chartRepository(chart.repoName())
                        .flatMap(repository -> repository.newest(chart.chart()))
                        .orElse("")
                : chart.version();

        Known applied = deployment.map(DeployedChart::applied).orElse(Known.UNKNOWN);
        boolean helmAtWork =
                newest.filter(release -> release.status().startsWith("pending")).isPresent();
        Known settled = all(same(wanted, bundled), same(bundled, deployed), applied, helmAtWork ? Known.NO : Known.YES);
        return new DeployedChart(
                settled,
                deployed,
                newest.map(release -> new HelmFacts(release.status(), release.revision(), release.chartVersion()))
                        .orElse(null),
                settled.isNo() ? pending(deployed, wanted, bundled, deployment, helmAtWork) : null);
    }

    private static Known applied(BundleDeployment deployment) {
        if (deployment.deploymentId().isEmpty()) {
            return Known.UNKNOWN;
        }
        return Known.of(
                !deployment.hasStagedChange() && deployment.deploymentId().equals(deployment.appliedDeploymentId()));
    }

    private static Known same(String left, String right) {
        return left.isEmpty() || right.isEmpty() ? Known.UNKNOWN : Known.of(left.equals(right));
    }

    private static Known all(Known... facts) {
        if (Stream.of(facts).anyMatch(Known::isNo)) {
            return Known.NO;
        }
        return Stream.of(facts).allMatch(Known::isYes) ? Known.YES : Known.UNKNOWN;
    }

    private static Text pending(
            String deployed, String wanted, String bundled, Optional<BundleDeployment> deployment, boolean helmAtWork) {
        String staged = deployment.map(BundleDeployment::stagedChartVersion).orElse("");
        Optional<String> next = Stream.of(staged, bundled, wanted)
                .filter(version -> !version.isEmpty() && !deployed.isEmpty() && !version.equals(deployed))
                .findFirst();
        if (next.isPresent()) {
            return Text.of("analysis.pending.version", deployed, next.get());
        }
        if (same(wanted, bundled).isNo()) {
            return Text.of("analysis.pending.version", bundled, wanted);
        }
        return helmAtWork
                ? Text.of("analysis.pending.helm")
                : Text.of("analysis.pending.values", staged.isEmpty() ? bundled : staged);
    }
}
