package io.gleaner.analysis.rules.service;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.CustomResource;
import io.gleaner.model.HelmChart;
import io.gleaner.model.Known;
import io.gleaner.model.Upgrade;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * S12: RKE2's multus chart was installed anew during an upgrade, which deletes the definition of virtual machine networks and with
 * it all of them (harvester#10359, harvester#10366, harvester#10402). The definition is younger than the upgrade.
 */
final class NetworksLost implements Rule {
    private static final String DEFINITION = "network-attachment-definitions.k8s.cni.cncf.io";

    @Override
    public Card card() {
        return Card.of("S12", Severity.CRITICAL)
                .affecting("≤1.7.1")
                .requiring(Requirement.CUSTOM_RESOURCES, Requirement.NETWORK_ATTACHMENTS, Requirement.UPGRADES)
                .known("harvester/harvester#10359", "harvester/harvester#10366", "harvester/harvester#10402")
                .offering("ask-support");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return situation.state().platform().customResources().stream()
                .filter(definition -> definition.name().equals(DEFINITION))
                .flatMap(definition ->
                        during(situation, definition).map(upgrade -> match(situation, definition, upgrade)).stream());
    }

    /** The upgrade that was under way, or the last before, when the definition was created. */
    private static Optional<Upgrade> during(Situation situation, CustomResource definition) {
        Instant created = definition.metadata().created();
        return created == null
                ? Optional.empty()
                : situation.state().upgrades().stream()
                        .filter(upgrade -> {
                            Instant begun = upgrade.metadata().created();
                            return begun != null && begun.isBefore(created) && !endedBefore(upgrade, created);
                        })
                        .findFirst();
    }

    private static boolean endedBefore(Upgrade upgrade, Instant time) {
        return upgrade.conditions()
                .find("Completed")
                .filter(completed -> completed.status() != Known.UNKNOWN)
                .map(completed -> completed.since())
                .filter(Objects::nonNull)
                .filter(ended -> ended.isBefore(time))
                .isPresent();
    }

    private Match match(Situation situation, CustomResource definition, Upgrade upgrade) {
        int left = situation.state().platform().networkAttachments().size();
        Match found = Match.of(
                        definition.metadata().ref(),
                        upgrade.name(),
                        left,
                        "kubectl get network-attachment-definitions.k8s.cni.cncf.io -A")
                .since(definition.metadata().created())
                .proof(say(
                        "proofCreated",
                        Objects.requireNonNull(definition.metadata().created())))
                .proof(charts(situation));
        return left == 0
                ? found
                : found.at(Severity.ERROR).saying("title", "some").saying("explanation", "some");
    }

    private List<Evidence> charts(Situation situation) {
        return situation.state().platform().helmCharts().stream()
                .filter(chart ->
                        chart.name().equals("rke2-multus") && !chart.jobName().isEmpty())
                .map(this::job)
                .toList();
    }

    private Evidence job(HelmChart chart) {
        return new Evidence(chart.metadata().ref(), say("proofJob", chart.jobName()));
    }
}
