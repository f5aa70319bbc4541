package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.ChartAssessment.HelmFacts;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.HarvesterVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * C17: Rancher and Fleet call a chart ready at its version, but Helm or the running image is another one (harvester#8309,
 * harvester#10693).
 */
final class VersionsDisagree implements Rule {
    @Override
    public Card card() {
        return Card.of("C17", Severity.ERROR)
                .requiring(
                        Requirement.MANAGED_CHARTS,
                        Requirement.BUNDLES,
                        Requirement.BUNDLE_DEPLOYMENTS,
                        Requirement.APPS,
                        Requirement.HARVESTER_WORKLOADS,
                        Requirement.UPGRADE_JOBS,
                        Requirement.UPGRADE_PODS)
                .known("harvester/harvester#8309", "harvester/harvester#10693")
                .offering(Recommendation.FORCE_SYNC_BUNDLE);
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        if (!situation.manifests().active().isNo()) {
            return Stream.of();
        }
        return situation.charts().stream()
                .filter(chart -> callsItselfReady(situation, chart))
                .filter(chart -> helmIsBehind(chart) || imageIsBehind(situation, chart))
                .flatMap(chart -> match(situation, chart));
    }

    private static boolean callsItselfReady(Situation situation, ChartAssessment chart) {
        String wanted = chart.versions().managedChart();
        boolean delivered = !wanted.isEmpty()
                && wanted.equals(chart.versions().bundle())
                && wanted.equals(chart.versions().bundleDeployment())
                && situation
                        .pipeline(chart)
                        .deployment()
                        .filter(each -> !each.paused()
                                && !each.hasStagedChange()
                                && each.deploymentId().equals(each.appliedDeploymentId()))
                        .isPresent();
        return delivered
                && chart.paused().isNo()
                && chart.bundlePaused().isNo()
                && chart.defined().isYes()
                && chart.ready().isYes()
                && Lasting.lasts(
                        situation, chart.subject().conditions().since("Ready").orElse(null), Lasting.GRACE);
    }

    private static boolean helmIsBehind(ChartAssessment chart) {
        HelmFacts helm = chart.helm();
        return helm != null
                && helm.status().equals("deployed")
                && !helm.chartVersion().isEmpty()
                && !helm.chartVersion().equals(chart.version());
    }

    private static boolean imageIsBehind(Situation situation, ChartAssessment chart) {
        return Optional.ofNullable(chart.versions().image())
                .flatMap(HarvesterVersion::parse)
                .filter(_ -> situation.versions().rolledOut().isYes())
                .flatMap(image -> HarvesterVersion.parse(chart.version()).filter(wanted -> !wanted.sameAs(image)))
                .isPresent();
    }

    private static Stream<Match> match(Situation situation, ChartAssessment chart) {
        return situation.pipeline(chart).bundle().stream()
                .map(bundle -> Match.of(
                                chart.subject().metadata().ref(),
                                chart.name(),
                                chart.version(),
                                Commands.forceSync(bundle))
                        .since(chart.subject().conditions().since("Ready"))
                        .proof(Evidences.revisions(situation.pipeline(chart)))
                        .proof(
                                chart.versions().image() == null
                                        ? List.of()
                                        : List.of(Evidences.controllerImage(situation))));
    }
}
