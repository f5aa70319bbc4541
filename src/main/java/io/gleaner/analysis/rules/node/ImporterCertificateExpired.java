package io.gleaner.analysis.rules.node;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.ClusterState;
import io.gleaner.model.Text;
import java.util.List;
import java.util.stream.Stream;

/**
 * N23: CDI serves its webhook {@code cdi-api} with an expired certificate, so no image and no data volume can be made
 * (harvester#11380). Certificates lie in the payload of Secrets, which is never read: only complaints about them are seen, in
 * Events, images and logs. That CDI's operator renews them on restart follows from CDI's documentation and was not tried.
 */
final class ImporterCertificateExpired implements Rule {
    @Override
    public Card card() {
        return Card.of("N23", Severity.ERROR)
                .affecting("≥1.7.0")
                .requiring(Requirement.EVENTS, Requirement.REPOSITORY_IMAGES)
                .known("harvester/harvester#11380");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        List<Evidence> complaints =
                complaints(situation.state()).distinct().limit(5).toList();
        return complaints.isEmpty()
                ? Stream.of()
                : Stream.of(Match.of(
                                complaints.getFirst().object(),
                                "kubectl -n harvester-system get secrets -o name | grep cdi-apiserver",
                                "kubectl -n harvester-system rollout restart deployment cdi-operator")
                        .proof(complaints));
    }

    private static Stream<Evidence> complaints(ClusterState state) {
        Stream<Evidence> images = state.harvester().images().stream()
                .flatMap(image -> image.conditions().all().stream()
                        .filter(condition -> complains(condition.message()))
                        .map(condition -> new Evidence(
                                image.metadata().ref(), Text.of("analysis.evidence.says", condition.message()))));
        Stream<Evidence> events = state.platform().events().stream()
                .filter(event -> complains(event.message()))
                .map(event -> new Evidence(event.about(), Text.of("analysis.evidence.says", event.message())));
        Stream<Evidence> logs = state.podLogs().stream()
                .flatMap(log -> log.lines().reversed().stream()
                        .filter(line -> complains(line.text()))
                        .limit(1)
                        .map(line -> new Evidence(log.pod(), Text.of("analysis.evidence.hookLog", line.text()))));
        return Stream.of(images, events, logs).flatMap(each -> each);
    }

    /** Other webhooks have certificates, too. */
    private static boolean complains(String text) {
        return text.contains("x509: certificate has expired") && text.contains("cdi");
    }
}
