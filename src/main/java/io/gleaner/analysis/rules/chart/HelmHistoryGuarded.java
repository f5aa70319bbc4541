package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Pipeline;
import java.util.stream.Stream;

/**
 * C14: Harvester's webhook has no route for deleting Helm's old revisions, so Helm cannot prune them and the apply fails
 * (harvester#6851, harvester#6664, harvester#5917).
 */
final class HelmHistoryGuarded implements Rule {
    private static final String NO_ROUTE = "no route match found for DELETE /v1, Kind=Secret";
    private static final String NOT_FOUND = "release: not found";

    @Override
    public Card card() {
        return Card.of("C14", Severity.ERROR)
                .affecting("→1.4.0")
                .requiring(
                        Requirement.MANAGED_CHARTS,
                        Requirement.BUNDLES,
                        Requirement.BUNDLE_DEPLOYMENTS,
                        Requirement.UPGRADE_JOBS,
                        Requirement.UPGRADE_PODS)
                .known(
                        "harvester/harvester#6851",
                        "harvester/harvester#6664",
                        "harvester/harvester#5917",
                        "docs: Upgrade from v1.3.2 to v1.4.0");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return situation.charts().stream()
                .map(situation::pipeline)
                .flatMap(pipeline -> Complaint.of(pipeline, NOT_FOUND, NO_ROUTE).stream()
                        .filter(complaint -> Lasting.persists(situation, complaint.since()))
                        .map(complaint -> match(pipeline, complaint)));
    }

    private static Match match(Pipeline pipeline, Complaint complaint) {
        Match match = Match.of(
                        complaint.object(),
                        pipeline.chart().name(),
                        "kubectl delete validatingwebhookconfiguration harvester-validator",
                        pipeline.bundle().map(Commands::forceSync).orElse(""))
                .since(complaint.since())
                .proof(complaint.proof())
                .proof(Evidences.revisions(pipeline));
        return complaint.message().contains(NO_ROUTE)
                ? match
                : match.saying("explanation", "notFound").saying("advice", "notFound");
    }
}
