package io.gleaner.analysis.rules.start;

import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Condition;
import io.gleaner.model.ControlPlane;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * P05: Rancher's planner waits for the probes of kube-controller-manager or kube-scheduler, whose serving certificates have expired
 * (harvester#3863, rancher#41125). After a restart of RKE2 the probes need minutes, too.
 */
final class CertificatesHoldProvisioning implements Rule {
    private static final String PROBES = "waiting for probes: ";
    private static final Duration RESTART = Duration.ofMinutes(15);

    @Override
    public Card card() {
        return Card.of("P05", Severity.ERROR)
                .requiring(Requirement.CONTROL_PLANES)
                .known("harvester/harvester#3863", "rancher/rancher#41125", "harvester/harvester#5828");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return situation.state().provisioning().controlPlanes().stream()
                .flatMap(plane -> plane.conditions().all().stream()
                        .filter(condition ->
                                waitsForProbes(condition) && Beginning.olderThan(situation, condition.since(), RESTART))
                        .limit(1)
                        .map(condition -> match(plane, condition)));
    }

    private static boolean waitsForProbes(Condition condition) {
        int at = condition.message().indexOf(PROBES);
        String probes = at < 0 ? "" : condition.message().substring(at);
        return !condition.status().isYes()
                && (probes.contains("kube-controller-manager") || probes.contains("kube-scheduler"));
    }

    private static Match match(ControlPlane plane, Condition condition) {
        return Match.of(
                        plane.metadata().ref(),
                        "openssl s_client -connect NODE:10257 </dev/null 2>/dev/null | openssl x509 -noout -enddate",
                        "kubectl edit clusters.provisioning.cattle.io -n fleet-local local")
                .since(condition.since())
                .proof(Beginning.says(condition));
    }
}
