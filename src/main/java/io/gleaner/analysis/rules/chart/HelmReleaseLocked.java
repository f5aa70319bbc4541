package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.HelmRelease;
import io.gleaner.model.Pipeline;
import io.gleaner.model.Text;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** C10: Helm refuses to work on a release that a dead process left pending (harvester#3616, harvester#3675, harvester#1983). */
final class HelmReleaseLocked implements Rule {
    private static final String TEXT = "another operation (install/upgrade/rollback) is in progress";

    @Override
    public Card card() {
        return Card.of("C10", Severity.ERROR)
                .requiring(
                        Requirement.MANAGED_CHARTS,
                        Requirement.BUNDLES,
                        Requirement.BUNDLE_DEPLOYMENTS,
                        Requirement.SECRETS)
                .known("harvester/harvester#3616", "harvester/harvester#3675", "harvester/harvester#1983")
                .offering(Recommendation.FORCE_SYNC_BUNDLE);
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return situation.charts().stream()
                .map(situation::pipeline)
                .flatMap(pipeline -> Complaint.of(pipeline, TEXT).stream()
                        .flatMap(complaint -> locked(situation, pipeline).stream()
                                .map(release -> match(pipeline, complaint, release))));
    }

    /** The newest revision, when Helm must have given it up: its timeout and a minute are over. */
    private static Optional<HelmRelease> locked(Situation situation, Pipeline pipeline) {
        Duration timeout = Duration.ofSeconds(pipeline.chart().timeoutSeconds()).plusMinutes(1);
        return pipeline.newest()
                .filter(release -> release.status().startsWith("pending-"))
                .filter(release -> Lasting.lasts(situation, release.deployed(), timeout));
    }

    private static Match match(Pipeline pipeline, Complaint complaint, HelmRelease release) {
        Match match = Match.of(
                        release.witness(),
                        pipeline.chart().name(),
                        release.revision(),
                        release.status(),
                        Duration.ofSeconds(pipeline.chart().timeoutSeconds()),
                        pipeline.bundle().map(Commands::forceSync).orElse(""),
                        pipeline.newestDeployed().map(Commands::rollback).orElse(""))
                .since(release.deployed())
                .proof(Text.of("analysis.evidence.revision", release.revision(), release.status()))
                .proof(complaint.proof());
        return pipeline.newestDeployed().isPresent() ? match : match.saying("advice", "noneDeployed");
    }
}
