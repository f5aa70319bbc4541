package io.gleaner.analysis.rules.leftover;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Aftermath;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.HelmRelease;
import io.gleaner.model.Setting;
import io.gleaner.model.Upgrade;
import io.gleaner.model.Workload;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * S21: Rancher reached the release, what it brings along did not. A new try of the script sees Rancher at its target and skips the
 * step together with the waits for fleet, fleet-crd and rancher-webhook ({@code upgrade_rancher}).
 */
final class RancherPartsBehind implements Rule {
    /** A part and the version it is at and should be at. */
    private record Behind(HelmRelease release, String wanted) {
        static Optional<Behind> of(Situation situation, Upgrade upgrade, String namespace, String name) {
            String wanted = upgrade.release().getOrDefault("rancherDependencies." + name + ".chart", "");
            return situation.state().helmReleases().stream()
                    .filter(release -> release.namespace().equals(namespace)
                            && release.name().equals(name)
                            && release.status().equals("deployed")
                            && !release.chartVersion().isEmpty())
                    .max(Comparator.comparingInt(HelmRelease::revision))
                    .filter(release ->
                            !wanted.isEmpty() && !release.chartVersion().equals(wanted))
                    .map(release -> new Behind(release, wanted));
        }
    }

    @Override
    public Card card() {
        return Card.of("S21", Severity.ERROR)
                .requiring(Aftermath.andSeen(Requirement.CHART_SERVER))
                .known("harvester/harvester#9738", "harvester/harvester#9680")
                .offering("restart-workload");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return Aftermath.broken(situation)
                .flatMap(_ -> situation.state().latestUpgrade())
                .filter(upgrade -> atTarget(situation, upgrade))
                .flatMap(upgrade -> match(situation, upgrade))
                .stream();
    }

    private static boolean atTarget(Situation situation, Upgrade upgrade) {
        String target = upgrade.release().getOrDefault("rancher", "");
        Optional<String> running = situation
                .state()
                .workload("cattle-system", "rancher")
                .filter(Workload::rolledOut)
                .flatMap(rancher -> rancher.imageTag("rancher/rancher"))
                .or(() -> situation.state().platform().rancherSettings().stream()
                        .filter(setting -> setting.name().equals("server-version"))
                        .map(Setting::value)
                        .findFirst());
        return !target.isEmpty() && running.filter(target::equals).isPresent();
    }

    private Optional<Match> match(Situation situation, Upgrade upgrade) {
        List<Behind> behind = Stream.of(
                        Behind.of(situation, upgrade, "cattle-fleet-system", "fleet-crd"),
                        Behind.of(situation, upgrade, "cattle-fleet-system", "fleet"),
                        Behind.of(situation, upgrade, "cattle-system", "rancher-webhook"))
                .flatMap(Optional::stream)
                .toList();
        return behind.stream()
                .findFirst()
                .map(first -> Match.of(
                                first.release().witness(),
                                behind.stream()
                                        .map(each -> each.release().name())
                                        .toList(),
                                upgrade.release().getOrDefault("rancher", ""),
                                "kubectl rollout restart -n cattle-system deployment/rancher")
                        .proof(behind.stream()
                                .map(each -> new Evidence(
                                        each.release().witness(),
                                        say("proofVersion", each.release().chartVersion(), each.wanted())))
                                .toList()));
    }
}
