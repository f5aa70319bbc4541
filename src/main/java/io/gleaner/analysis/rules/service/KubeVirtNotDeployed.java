package io.gleaner.analysis.rules.service;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.ScriptWait;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Aftermath;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.analysis.rules.service.ManifestLogs.Waiting;
import io.gleaner.model.KubeVirt;
import io.gleaner.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** S06: KubeVirt does not finish its own roll-out (harvester#10447, harvester#10349). */
final class KubeVirtNotDeployed implements Rule {
    /** An estimate: its operators and one virt-handler for each node have to be replaced. */
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    @Override
    public Card card() {
        return Card.of("S06", Severity.ERROR)
                .affecting("≥1.6.0")
                .requiring(Aftermath.andSeen(Requirement.KUBEVIRTS))
                .known("harvester/harvester#10447", "harvester/harvester#10349")
                .explaining("C07");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        Optional<Waiting> waiting =
                ManifestLogs.of(situation).flatMap(logs -> logs.waiting(situation, ScriptWait.Kind.KUBEVIRT, PATIENCE));
        boolean broken = Aftermath.broken(situation).isPresent();
        return situation.state().virtualization().kubeVirts().stream()
                .filter(kubeVirt -> waiting.isPresent()
                        || (broken
                                && !kubeVirt.phase().isEmpty()
                                && !kubeVirt.phase().equals("Deployed")))
                .map(kubeVirt -> match(situation, waiting, kubeVirt));
    }

    private Match match(Situation situation, Optional<Waiting> waiting, KubeVirt kubeVirt) {
        Match found = Match.of(
                        kubeVirt.metadata().ref(),
                        known(kubeVirt.phase()),
                        known(kubeVirt.observedVersion()),
                        known(kubeVirt.targetVersion()))
                .since(waiting.map(each -> each.what().since()))
                .proof(waiting.stream().map(Waiting::evidence).toList())
                .proof(conditions(kubeVirt))
                .proof(pods(situation));
        return waiting.isPresent() ? found.saying("explanation", "waiting").saying("advice", "waiting") : found;
    }

    private static String known(String text) {
        return text.isEmpty() ? "?" : text;
    }

    private List<Evidence> conditions(KubeVirt kubeVirt) {
        return kubeVirt.conditions().all().stream()
                .filter(condition -> !condition.message().isEmpty()
                        && (condition.type().equals("Degraded")
                                == condition.status().isYes())
                        && List.of("Degraded", "Available", "Synchronized").contains(condition.type()))
                .map(condition -> new Evidence(
                        kubeVirt.metadata().ref(),
                        say("proofCondition", condition.type(), ManifestLogs.shortened(condition.message()))))
                .toList();
    }

    private List<Evidence> pods(Situation situation) {
        return situation.state().pods().stream()
                .filter(pod -> pod.name().startsWith("virt-")
                        && !pod.name().startsWith("virt-launcher-")
                        && "harvester-system".equals(pod.metadata().ref().namespace()))
                .flatMap(pod -> problem(pod).stream())
                .limit(3)
                .toList();
    }

    private Optional<Evidence> problem(Pod pod) {
        return pod.containers().stream()
                .filter(container -> !container.problem().isEmpty())
                .findFirst()
                .map(container -> new Evidence(pod.metadata().ref(), say("proofPod", container.problem())));
    }
}
