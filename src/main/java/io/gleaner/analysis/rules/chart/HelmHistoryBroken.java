package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Pipeline;
import java.util.stream.Stream;

/** C13: Helm has revisions of a release, but none that was deployed (harvester#4509). */
final class HelmHistoryBroken implements Rule {
    @Override
    public Card card() {
        return Card.of("C13", Severity.ERROR)
                .requiring(
                        Requirement.MANAGED_CHARTS,
                        Requirement.BUNDLES,
                        Requirement.BUNDLE_DEPLOYMENTS,
                        Requirement.UPGRADE_JOBS,
                        Requirement.UPGRADE_PODS)
                .known("harvester/harvester#4509");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return situation.charts().stream()
                .map(situation::pipeline)
                .flatMap(pipeline -> Complaint.of(pipeline, "cannot re-use a name that is still in use").stream()
                        .filter(complaint -> Lasting.persists(situation, complaint.since()))
                        .map(complaint -> match(pipeline, complaint)));
    }

    private static Match match(Pipeline pipeline, Complaint complaint) {
        return Match.of(
                        complaint.object(),
                        pipeline.chart().name(),
                        pipeline.chart().releaseName(),
                        pipeline.chart().releaseNamespace())
                .since(complaint.since())
                .proof(complaint.proof())
                .proof(Evidences.revisions(pipeline));
    }
}
