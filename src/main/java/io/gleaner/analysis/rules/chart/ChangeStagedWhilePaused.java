package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.Finding;
import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Bundle;
import io.gleaner.model.BundleDeployment;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** C08: a change waits behind the pause; un-pausing deploys it at once (harvester#4698). */
final class ChangeStagedWhilePaused implements Rule {
    @Override
    public String code() {
        return "C08";
    }

    @Override
    public List<Requirement> requires() {
        return List.of(
                Requirement.MANAGED_CHARTS,
                Requirement.BUNDLES,
                Requirement.BUNDLE_DEPLOYMENTS,
                Requirement.UPGRADE_JOBS,
                Requirement.UPGRADE_PODS);
    }

    @Override
    public List<Finding> evaluate(Situation situation) {
        if (!situation.manifests().active().isNo() || situation.upgradeGoesOn()) {
            return List.of();
        }
        return situation.charts().stream()
                .filter(chart -> chart.paused().isYes() || chart.bundlePaused().isYes())
                .filter(chart -> isStaged(situation, chart))
                .map(chart -> finding(situation, chart))
                .toList();
    }

    private static boolean isStaged(Situation situation, ChartAssessment chart) {
        Optional<Bundle> bundle = situation.state().bundleOf(chart.subject());
        boolean staged = bundle.flatMap(situation.state()::deploymentOf)
                .filter(BundleDeployment::hasStagedChange)
                .isPresent();
        String outOfSync = "OutOfSync(";
        return staged
                || chart.subject().conditions().message("Ready").startsWith(outOfSync)
                || bundle.filter(each -> each.conditions().message("Ready").startsWith(outOfSync))
                        .isPresent();
    }

    private Finding finding(Situation situation, ChartAssessment chart) {
        Text change = Optional.ofNullable(chart.pendingChange()).orElse(Text.of("analysis.pending.unknown"));
        String ready = chart.subject().conditions().message("Ready");
        Stream<Evidence> complaint = ready.isEmpty()
                ? Stream.of()
                : Stream.of(
                        new Evidence(chart.subject().metadata().ref(), Text.of("analysis.evidence.notReady", ready)));
        return new Finding(
                code(),
                Severity.ERROR,
                say("impact"),
                say("title", chart.name()),
                say("explanation", chart.name(), change),
                chart.subject().metadata().ref(),
                chart.subject().conditions().since("Ready").orElse(null),
                Stream.concat(
                                Stream.concat(
                                        chart.paused().isYes() ? Stream.of(Evidences.paused(chart)) : Stream.of(),
                                        Evidences.bundlePaused(situation, chart).stream()),
                                complaint)
                        .toList(),
                say("advice"),
                List.of("harvester/harvester#4698"),
                chart.operations());
    }
}
