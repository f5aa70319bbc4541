package io.gleaner.analysis.rules.service;

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
import io.gleaner.model.Setting;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * S03: the script deletes Rancher's own ClusterRepos so that the new Rancher makes them again, and was stopped before that
 * (rancher#36914). A new try deletes them once more, without {@code --ignore-not-found}, and fails.
 */
final class RancherRepositoriesMissing implements Rule {
    private static final List<String> OWN = List.of("rancher-charts", "rancher-rke2-charts", "rancher-partner-charts");
    private static final String BRANCH = "chart-default-branch";

    @Override
    public Card card() {
        return Card.of("S03", Severity.ERROR)
                .requiring(Aftermath.andSeen(Requirement.CHART_REPOSITORIES, Requirement.CHART_SERVER))
                .known("rancher/rancher#36914")
                .offering("restart-workload")
                .explaining("C06", "C07", "C12", "S01");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        List<String> missing = OWN.stream()
                .filter(name -> situation.state().chartRepository(name).isEmpty())
                .toList();
        // Without Rancher in sight nobody would have made them.
        if (missing.isEmpty()
                || situation.state().workload("cattle-system", "rancher").isEmpty()) {
            return Stream.empty();
        }
        Optional<Evidence> refused = ManifestLogs.of(situation)
                .flatMap(logs -> missing.stream()
                        .flatMap(name -> logs.saying("clusterrepos", "\"" + name + "\" not found").stream())
                        .findFirst());
        boolean interrupted =
                Aftermath.brokenIn(situation, Phase.SYSTEM_SERVICES).isPresent();
        if (!interrupted && refused.isEmpty()) {
            return Stream.empty();
        }
        Match found = Match.of(
                        repository(missing.getFirst()),
                        missing,
                        "kubectl rollout restart -n cattle-system deployment/rancher")
                .proof(missing.stream()
                        .map(name -> new Evidence(repository(name), Text.of("analysis.evidence.repositoryMissing")))
                        .toList())
                .proof(branch(situation))
                .proof(refused.stream().toList());
        return Stream.of(interrupted ? found : found.saying("explanation", "blocks"));
    }

    /** Only where Rancher's settings are seen at all is this one known to be missing. */
    private List<Evidence> branch(Situation situation) {
        List<Setting> settings = situation.state().platform().rancherSettings();
        boolean missing = !settings.isEmpty()
                && Requirement.RANCHER_SETTINGS.isMet(situation.state())
                && settings.stream().noneMatch(setting -> setting.name().equals(BRANCH));
        return missing
                ? List.of(new Evidence(
                        new ObjectRef("management.cattle.io/v3", "Setting", null, BRANCH), say("proofSetting")))
                : List.of();
    }

    private static ObjectRef repository(String name) {
        return new ObjectRef("catalog.cattle.io/v1", "ClusterRepo", null, name);
    }
}
