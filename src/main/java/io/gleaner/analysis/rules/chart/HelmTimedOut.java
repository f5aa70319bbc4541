package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.Pipeline;
import java.util.stream.Stream;

/** C21: Helm gave up before a hook of the chart was done, mostly {@code longhorn-post-upgrade} (harvester#7441). */
final class HelmTimedOut implements Rule {
    /** What Harvester's installer sets for its chart since. */
    private static final int ENOUGH = 600;

    @Override
    public Card card() {
        return Card.of("C21", Severity.ERROR)
                .affecting("≤1.4")
                .requiring(
                        Requirement.MANAGED_CHARTS,
                        Requirement.BUNDLES,
                        Requirement.BUNDLE_DEPLOYMENTS,
                        Requirement.UPGRADE_JOBS,
                        Requirement.UPGRADE_PODS)
                .known("harvester/harvester#7441")
                .offering(Recommendation.FORCE_SYNC_BUNDLE);
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return situation.charts().stream()
                .map(situation::pipeline)
                .flatMap(pipeline -> Complaint.of(pipeline, "context deadline exceeded").stream()
                        .filter(complaint -> Lasting.persists(situation, complaint.since()))
                        .map(complaint -> match(pipeline, complaint)));
    }

    private static Match match(Pipeline pipeline, Complaint complaint) {
        ManagedChart chart = pipeline.chart();
        Match match = Match.of(
                        complaint.object(),
                        chart.name(),
                        chart.timeoutSeconds(),
                        Commands.timeout(chart, ENOUGH),
                        pipeline.bundle().map(Commands::forceSync).orElse(""))
                .since(complaint.since())
                .proof(complaint.proof());
        return chart.timeoutSeconds() < ENOUGH ? match : match.saying("advice", "longEnough");
    }
}
