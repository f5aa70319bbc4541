package io.gleaner.analysis.rules.leftover;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.ResolveCause;
import io.gleaner.analysis.RunningVersions;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Aftermath;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.HarvesterVersion;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * S16: the chart server is ahead of Harvester, and Rancher has not noticed yet: it looks at the index once an hour
 * (Rancher from v2.10 on). Once it has, C02 tells the same as a failure.
 */
final class ChartServerAtOtherRelease implements Rule {
    @Override
    public Card card() {
        return Card.of("S16", Severity.ERROR)
                .requiring(Aftermath.andSeen(
                        Requirement.MANAGED_CHARTS, Requirement.CHART_SERVER, Requirement.HARVESTER_WORKLOADS))
                .known("harvester/harvester#8220")
                .explaining("C01");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        RunningVersions versions = situation.versions();
        Optional<HarvesterVersion> running = versions.controller();
        Optional<HarvesterVersion> served = versions.chartServer();
        boolean told = !situation.chartsWith(ResolveCause.CHART_SERVER_MOVED_ON).isEmpty();
        if (told
                || running.isEmpty()
                || served.isEmpty()
                || served.get().compareTo(running.get()) <= 0
                || !versions.rolledOut().isYes()
                || !Aftermath.isReached(situation)) {
            return Stream.empty();
        }
        Match found = Match.of(
                        RunningVersions.CHART_SERVER,
                        served.get().spelling(),
                        running.get().spelling())
                .proof(
                        image(RunningVersions.CHART_SERVER, served.get()),
                        image(RunningVersions.CONTROLLER, running.get()));
        return Stream.of(advised(situation, found));
    }

    private static Match advised(Situation situation, Match found) {
        boolean possible = situation.rollback().isPossible(situation.versions());
        if (possible && situation.rollback().restartHangs()) {
            return found.offering(List.of(Recommendation.ROLLBACK_CHART_SERVER)).saying("advice", "rollback");
        }
        return possible
                ? found.offering(List.of(Recommendation.RESTART_UPGRADE, Recommendation.ROLLBACK_CHART_SERVER))
                : found.offering(List.of(Recommendation.ASK_SUPPORT)).saying("advice", "support");
    }

    private static Evidence image(ObjectRef deployment, HarvesterVersion version) {
        return new Evidence(deployment, Text.of("analysis.evidence.image", version.spelling()));
    }
}
