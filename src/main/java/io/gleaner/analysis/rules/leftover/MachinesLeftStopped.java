package io.gleaner.analysis.rules.leftover;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Phase;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Aftermath;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import io.gleaner.model.Upgrade;
import io.gleaner.model.VirtualMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * S19: virtual machines the upgrade stopped and did not start again. Harvester v1.4.0 to v1.5.2 noted at the Upgrade which ones ran
 * before ({@code PreUpgradeRunningVM} in upgrade_controller.go); later ones note it in a ConfigMap for each upgrade that is not
 * read, so that there nobody can say here who stopped a machine.
 */
final class MachinesLeftStopped implements Rule {
    private static final String NOTED = "harvesterhci.io/pre-upgrade-vms";
    private static final Pattern MACHINE =
            Pattern.compile("\"namespace\"\\s*:\\s*\"([^\"]+)\"\\s*,\\s*\"name\"\\s*:\\s*\"([^\"]+)\"");
    /** Who stops a machine later does so on purpose. */
    private static final Duration AFTERWARDS = Duration.ofHours(1);

    private static final int NAMED = 10;

    @Override
    public Card card() {
        return Card.of("S19", Severity.ERROR).requiring(Aftermath.andSeen(Requirement.VIRTUAL_MACHINES));
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        if (!Aftermath.isReached(situation)) {
            return Stream.empty();
        }
        List<VirtualMachine> stopped = situation.state().virtualization().machines().stream()
                .filter(machine -> machine.printableStatus().equals("Stopped"))
                .toList();
        Optional<Upgrade> noting =
                Aftermath.annotated(situation, NOTED).filter(Upgrade::isLatest).findFirst();
        return noting.isPresent() ? noted(noting.get(), stopped).stream() : notNoted(situation, stopped).stream();
    }

    private Optional<Match> noted(Upgrade upgrade, List<VirtualMachine> stopped) {
        Set<String> ran = MACHINE.matcher(upgrade.metadata().annotation(NOTED).orElse(""))
                .results()
                .map(found -> found.group(1) + "/" + found.group(2))
                .collect(Collectors.toSet());
        Optional<Instant> ended = upgrade.conditions().since("Completed");
        List<VirtualMachine> left = stopped.stream()
                .filter(machine -> ran.contains(machine.metadata().ref().path()))
                .filter(machine -> !stoppedAfter(machine, ended))
                .toList();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(match(left).proof(new Evidence(upgrade.metadata().ref(), say("proofNoted", ran.size()))));
    }

    private static boolean stoppedAfter(VirtualMachine machine, Optional<Instant> ended) {
        Optional<Instant> since = machine.conditions().since("Ready");
        return ended.isPresent()
                && since.filter(time -> time.isAfter(ended.get().plus(AFTERWARDS)))
                        .isPresent();
    }

    private Optional<Match> notNoted(Situation situation, List<VirtualMachine> stopped) {
        return stopped.isEmpty()
                ? Optional.empty()
                : Aftermath.brokenIn(situation, Phase.NODES)
                        .map(upgrade -> match(stopped)
                                .at(Severity.INFO)
                                .saying("title", "unknown")
                                .saying("explanation", "unknown")
                                .saying("advice", "unknown"));
    }

    private static Match match(List<VirtualMachine> machines) {
        ObjectRef first = machines.getFirst().metadata().ref();
        return Match.of(
                        first,
                        machines.size(),
                        machines.stream()
                                .limit(NAMED)
                                .map(machine -> machine.metadata().ref().path())
                                .toList(),
                        "virtctl start -n " + first.namespace() + " " + first.name())
                .proof(machines.stream()
                        .limit(NAMED)
                        .map(machine -> new Evidence(
                                machine.metadata().ref(),
                                Text.of("analysis.evidence.status", machine.printableStatus())))
                        .toList());
    }
}
