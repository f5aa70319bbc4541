package io.gleaner.analysis.rules.leftover;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Aftermath;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.UpgradeRemnant;
import io.gleaner.model.Volume;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** N21: the repository of an upgrade that is over, or its image, was not removed (harvester#10345, harvester#6620). */
final class RepositoryLeft implements Rule {
    private static final Set<String> KINDS = Set.of("VirtualMachine", "VirtualMachineImage", "Deployment");

    @Override
    public Card card() {
        return Card.of("N21", Severity.WARNING)
                .requiring(Aftermath.andSeen(
                        Requirement.REPOSITORY_MACHINES,
                        Requirement.REPOSITORY_IMAGES,
                        Requirement.HARVESTER_WORKLOADS))
                .known("harvester/harvester#10345", "harvester/harvester#6620");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        if (!Aftermath.isReached(situation)) {
            return Stream.empty();
        }
        return Stream.concat(
                        situation.state().upgradeRemnants().stream()
                                .filter(RepositoryLeft::belongsToRepository)
                                .map(remnant -> new Left(
                                        remnant.upgradeName(),
                                        remnant.metadata().ref())),
                        situation.state().longhorn().volumes().stream()
                                .filter(volume -> volume.claim().startsWith("upgrade-repo-"))
                                .map(RepositoryLeft::volume))
                .collect(Collectors.groupingBy(Left::upgrade))
                .entrySet()
                .stream()
                .sorted(Comparator.comparing(entry -> entry.getKey()))
                .map(entry -> match(entry.getKey(), entry.getValue()));
    }

    private record Left(String upgrade, ObjectRef object) {}

    private static boolean belongsToRepository(UpgradeRemnant remnant) {
        ObjectRef object = remnant.metadata().ref();
        return KINDS.contains(object.kind())
                && (object.name().equals(remnant.upgradeName())
                        || object.name().equals("upgrade-repo-" + remnant.upgradeName()));
    }

    private static Left volume(Volume volume) {
        return new Left(
                volume.claim().replaceFirst("^upgrade-repo-", "").replaceFirst("-disk-\\d+$", ""),
                volume.metadata().ref());
    }

    private Match match(String upgrade, List<Left> left) {
        Match found = Match.of(
                left.getFirst().object(),
                upgrade,
                left.size(),
                "kubectl delete virtualmachineimages.harvesterhci.io -n harvester-system " + upgrade);
        return found.proof(left.stream()
                .map(each -> new Evidence(each.object(), say("proofLeft")))
                .toList());
    }
}
