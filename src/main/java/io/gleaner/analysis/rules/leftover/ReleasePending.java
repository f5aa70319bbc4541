package io.gleaner.analysis.rules.leftover;

import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Aftermath;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.HelmRelease;
import io.gleaner.model.ManagedChart;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * S18: a Helm release that nobody works on any more is still {@code pending-…}; Helm refuses whatever comes next. Releases whose
 * chart is un-paused tell so themselves (C10).
 */
final class ReleasePending implements Rule {
    /** The longest timeout Harvester sets is ten minutes, raised second by second up to a little over thirteen. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    @Override
    public Card card() {
        return Card.of("S18", Severity.ERROR)
                .requiring(Aftermath.andSeen(Requirement.SECRETS, Requirement.MANAGED_CHARTS))
                .known("harvester/harvester#3616", "harvester/harvester#3675")
                .explaining("S01", "S21", "C01");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        if (!Aftermath.isReached(situation)) {
            return Stream.empty();
        }
        Map<String, List<HelmRelease>> revisions = situation.state().helmReleases().stream()
                .filter(release -> matters(situation, release))
                .collect(Collectors.groupingBy(release -> release.namespace() + "/" + release.name()));
        return revisions.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> match(situation, entry.getValue()).stream());
    }

    private static boolean matters(Situation situation, HelmRelease release) {
        return (release.namespace().equals("cattle-system") && release.name().equals("rancher"))
                || situation.state().managedCharts().stream()
                        .filter(ManagedChart::paused)
                        .anyMatch(chart -> chart.releaseName().equals(release.name())
                                && chart.releaseNamespace().equals(release.namespace()));
    }

    private Optional<Match> match(Situation situation, List<HelmRelease> revisions) {
        Optional<HelmRelease> newest = revisions.stream().max(Comparator.comparingInt(HelmRelease::revision));
        int deployed = revisions.stream()
                .filter(release -> release.status().equals("deployed"))
                .mapToInt(HelmRelease::revision)
                .max()
                .orElse(0);
        return newest.filter(release -> release.status().startsWith("pending")
                        && release.deployed() != null
                        && release.deployed()
                                .plus(PATIENCE)
                                .isBefore(situation.state().asOf()))
                .map(release -> match(release, deployed));
    }

    private Match match(HelmRelease release, int deployed) {
        Match found = Match.of(
                        release.witness(),
                        release.name(),
                        release.revision(),
                        release.status(),
                        "helm rollback -n " + release.namespace() + " " + release.name() + " " + deployed)
                .since(release.deployed())
                .proof(say("proofStatus", release.status(), release.revision()));
        boolean own = release.name().startsWith("harvester");
        return own || deployed == 0 ? found.offering(List.of("ask-support")).saying("advice", "support") : found;
    }
}
