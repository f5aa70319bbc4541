package io.gleaner.analysis.rules.start;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Text;
import io.gleaner.model.Upgrade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * P09: the repository the nodes load the release from does not come up: a virtual machine up to v1.6, a Deployment from v1.7.0 on.
 */
final class RepositoryNotReady implements Rule {
    private static final Duration START = Duration.ofMinutes(10);

    @Override
    public Card card() {
        return Card.of("P09", Severity.ERROR)
                .requiring(Requirement.UPGRADES)
                .known(
                        "harvester/harvester#4246",
                        "harvester/harvester#9597",
                        "harvester/harvester#10532",
                        "harvester/harvester#9857");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return Beginning.latest(situation)
                .filter(upgrade -> upgrade.conditions().isFalse(Beginning.REPO_READY)
                        || upgrade.conditions().isPending(Beginning.REPO_READY)
                                && upgrade.conditions().isTrue(Beginning.IMAGE_READY)
                                && upgrade.conditions().isPending(Beginning.COMPLETED)
                                && Beginning.olderThan(
                                        situation,
                                        upgrade.conditions()
                                                .since(Beginning.IMAGE_READY)
                                                .orElse(null),
                                        START))
                .map(upgrade -> match(situation, upgrade));
    }

    private static Match match(Situation situation, Upgrade upgrade) {
        String name = "upgrade-repo-" + upgrade.name();
        boolean failed = upgrade.conditions().isFalse(Beginning.REPO_READY);
        Match match = Match.of(upgrade.metadata().ref(), upgrade.name(), name)
                .since(upgrade.conditions().since(failed ? Beginning.REPO_READY : Beginning.IMAGE_READY))
                .proof(Beginning.condition(upgrade, Beginning.REPO_READY))
                .proof(carriers(situation, name))
                .proof(Beginning.troubles(situation.state().pods().stream()
                        .filter(pod -> pod.name().contains(name))));
        return failed
                ? match.saying("explanation", "failed")
                        .saying("advice", "failed")
                        .offering(List.of("restart-upgrade"))
                : match;
    }

    private static List<Evidence> carriers(Situation situation, String name) {
        List<Evidence> carriers = new ArrayList<>();
        situation.state().virtualization().machines().stream()
                .filter(machine -> machine.name().equals(name))
                .map(machine -> new Evidence(
                        machine.metadata().ref(), Text.of("analysis.start.machineState", machine.printableStatus())))
                .forEach(carriers::add);
        situation
                .state()
                .workload("harvester-system", name)
                .map(workload -> new Evidence(
                        workload.metadata().ref(),
                        Text.of("analysis.start.replicas", workload.availableReplicas(), workload.replicas())))
                .ifPresent(carriers::add);
        return carriers;
    }
}
