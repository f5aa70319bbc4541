package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.BundleDeployment;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.Pipeline;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** C08: a change waits behind the pause; un-pausing deploys it at once (harvester#4698). */
final class ChangeStagedWhilePaused implements Rule {
    private static final String OUT_OF_SYNC = "OutOfSync(";

    @Override
    public Card card() {
        return Card.of("C08", Severity.ERROR)
                .requiring(
                        Requirement.MANAGED_CHARTS,
                        Requirement.BUNDLES,
                        Requirement.BUNDLE_DEPLOYMENTS,
                        Requirement.UPGRADE_JOBS,
                        Requirement.UPGRADE_PODS)
                .known("harvester/harvester#4698");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        if (!situation.manifests().active().isNo() || situation.upgradeGoesOn()) {
            return Stream.of();
        }
        return situation.charts().stream()
                .filter(chart -> chart.paused().isYes() || chart.bundlePaused().isYes())
                .filter(chart -> isStaged(situation.pipeline(chart)))
                .map(chart -> match(situation, chart));
    }

    private static boolean isStaged(Pipeline pipeline) {
        return pipeline.deployment().filter(BundleDeployment::hasStagedChange).isPresent()
                || pipeline.chart().conditions().message("Ready").startsWith(OUT_OF_SYNC)
                || pipeline.bundle()
                        .filter(bundle -> bundle.conditions().message("Ready").startsWith(OUT_OF_SYNC))
                        .isPresent();
    }

    private static Match match(Situation situation, ChartAssessment chart) {
        ManagedChart subject = chart.subject();
        Text change = Optional.ofNullable(chart.pendingChange()).orElse(Text.of("analysis.pending.unknown"));
        String ready = subject.conditions().message("Ready");
        Match match = Match.of(subject.metadata().ref(), chart.name(), change)
                .since(subject.conditions().since("Ready"))
                .proof(chart.paused().isYes() ? List.of(Evidences.paused(chart)) : List.of())
                .proof(Evidences.bundlePaused(situation, chart).stream().toList())
                .offering(chart.operations());
        return ready.isEmpty() ? match : match.proof(Text.of("analysis.evidence.notReady", ready));
    }
}
