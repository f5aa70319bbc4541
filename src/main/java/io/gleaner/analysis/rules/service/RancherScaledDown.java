package io.gleaner.analysis.rules.service;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Aftermath;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.PodLog;
import io.gleaner.model.Workload;
import java.util.List;
import java.util.stream.Stream;

/**
 * S04: {@code update_local_rke_state_secret} scales Rancher to zero, replaces the Secret {@code local-rke-state} and scales up
 * again; cut short, Rancher stays down, and a new try finds the Secret converted and skips the step. Without Rancher no chart is
 * resolved, un-paused or indexed, so whatever is wrong with charts comes second.
 */
final class RancherScaledDown implements Rule {
    private static final String SCALING = "Scale down Rancher deployment to 0";
    private static final ObjectRef SECRET = new ObjectRef("v1", "Secret", "fleet-local", "local-rke-state");

    @Override
    public Card card() {
        return Card.of("S04", Severity.ERROR)
                .requiring(Aftermath.andSeen(Requirement.CHART_SERVER))
                .known("rancher/rancher#41088")
                .explaining("S03", "S05", "C01", "C04", "C05", "C06", "C07", "C12", "S01");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return situation
                .state()
                .workload("cattle-system", "rancher")
                .filter(rancher ->
                        rancher.replicas() == 0 && (Aftermath.isReached(situation) || scaledBefore(situation)))
                .map(rancher -> match(situation, rancher))
                .stream();
    }

    /** The try at work did not do it, so nothing in it will undo it. */
    private static boolean scaledBefore(Situation situation) {
        return situation.manifests().active().isYes()
                && ManifestLogs.of(situation)
                        .filter(logs -> logs.logs().size() > 1)
                        .map(logs -> logs.logs().getLast())
                        .filter(log -> !log.lines().isEmpty())
                        .filter(RancherScaledDown::neverScaled)
                        .isPresent();
    }

    private static boolean neverScaled(PodLog log) {
        return log.last(SCALING).isEmpty();
    }

    private Match match(Situation situation, Workload rancher) {
        int replicas = situation.state().nodes().size() >= 3 ? 3 : 1;
        Match found = Match.of(
                        rancher.metadata().ref(),
                        replicas,
                        "kubectl scale -n cattle-system deployment/rancher --replicas=" + replicas)
                .proof(say("proofReplicas"))
                .proof(ManifestLogs.of(situation).flatMap(logs -> logs.saying(SCALING)).stream()
                        .toList());
        if (!Requirement.SECRETS.isMet(situation.state())) {
            return found.saying("advice", "secretUnknown");
        }
        // Machine plans live next to it: where not even those are seen, its absence says nothing.
        boolean othersSeen = situation.state().platform().secrets().stream()
                .anyMatch(secret -> "fleet-local".equals(secret.ref().namespace()));
        if (situation.state().platform().secret("fleet-local", SECRET.name()).isPresent()) {
            return found;
        }
        return othersSeen
                ? found.at(Severity.CRITICAL)
                        .offering(List.of(Recommendation.ASK_SUPPORT))
                        .proof(new Evidence(SECRET, say("proofSecret")))
                        .saying("explanation", "secretMissing")
                        .saying("impact", "secretMissing")
                        .saying("advice", "secretMissing")
                : found.saying("advice", "secretUnknown");
    }
}
