package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.HelmRelease;
import io.gleaner.model.Text;
import java.util.List;
import java.util.stream.Stream;

/**
 * C12: the script waits for a new Fleet, but Rancher does not know the chart: its repository {@code rancher-charts} has no
 * index, or an old one (harvester#9680, rancher#36914).
 */
final class FleetChartNotServed implements Rule {
    private static final String REPOSITORY = "rancher-charts";

    @Override
    public Card card() {
        return Card.of("C12", Severity.ERROR)
                .affecting("1.6.0→1.8.0")
                .requiring(
                        Requirement.UPGRADE_JOBS,
                        Requirement.UPGRADE_PODS,
                        Requirement.CHART_REPOSITORIES,
                        Requirement.APPS)
                .known("harvester/harvester#9680", "rancher/rancher#36914")
                .explaining("C06");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return FleetRelease.awaited(situation).stream()
                .filter(awaited -> Lasting.lasts(situation, awaited.line().time(), Lasting.GRACE))
                .filter(awaited -> !isServed(situation, awaited.version()))
                .flatMap(awaited -> FleetRelease.revisions(situation).stream()
                        .limit(1)
                        .filter(newest -> isOld(newest, awaited.version()))
                        .map(newest -> match(situation, newest, awaited)));
    }

    private static boolean isOld(HelmRelease newest, String wanted) {
        return newest.status().equals("deployed")
                && !newest.chartVersion().isEmpty()
                && !newest.chartVersion().equals(wanted);
    }

    /** An index that cannot be read, although it was downloaded, may serve anything. */
    private static boolean isServed(Situation situation, String version) {
        return situation
                .state()
                .chartRepository(REPOSITORY)
                .filter(repository -> repository.downloaded() != null
                        && !repository.serves("fleet", version).isNo())
                .isPresent();
    }

    private static Match match(Situation situation, HelmRelease newest, FleetRelease.Awaited awaited) {
        List<Evidence> index = situation.state().chartRepository(REPOSITORY).stream()
                .map(repository -> new Evidence(
                        repository.metadata().ref(),
                        repository.downloaded() == null
                                ? Text.of("catalogue.C12.proof.neverDownloaded")
                                : Text.of("catalogue.C12.proof.notServed", awaited.version(), repository.downloaded())))
                .toList();
        return Match.of(
                        Repositories.ref(REPOSITORY),
                        newest.chartVersion(),
                        awaited.version(),
                        Commands.refreshIndex(REPOSITORY, situation.state().asOf()),
                        Commands.restart("cattle-system", "rancher"))
                .since(awaited.line().time())
                .proof(awaited.proof())
                .proof(index)
                .proof(Repositories.missing(situation, REPOSITORY));
    }
}
