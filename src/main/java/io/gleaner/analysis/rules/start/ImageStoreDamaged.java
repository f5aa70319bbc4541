package io.gleaner.analysis.rules.start;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Plan;
import io.gleaner.model.Pod;
import io.gleaner.model.PodLog;
import io.gleaner.model.Text;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * P14: {@code ctr} cannot import an image archive because a digest is missing or differs: the content store of the node, or the ISO,
 * is damaged (harvester#4020: {@code ctr: content digest sha256:…: not found}).
 */
final class ImageStoreDamaged implements Rule {
    private static final Pattern SIGNATURE =
            Pattern.compile("^ctr: .*(digest .*not found|unexpected commit digest|digest mismatch)");

    @Override
    public Card card() {
        return Card.of("P14", Severity.ERROR)
                .requiring(Requirement.PLAN_PODS, Requirement.PLAN_LOGS_OF_PODS)
                .known("harvester/harvester#4020");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        Map<Object, Pod> preparing = situation.state().pods().stream()
                .filter(ImageStoreDamaged::prepares)
                .collect(Collectors.toMap(pod -> pod.metadata().ref(), Function.identity(), (one, _) -> one));
        return situation.state().podLogs().stream()
                .filter(log -> preparing.containsKey(log.pod()))
                .flatMap(log -> match(log, preparing).stream());
    }

    private static boolean prepares(Pod pod) {
        return pod.metadata()
                .label(Plan.PLAN_LABEL)
                .filter(plan -> plan.endsWith("-prepare"))
                .isPresent();
    }

    private static Optional<Match> match(PodLog log, Map<Object, Pod> preparing) {
        Pod pod = preparing.get(log.pod());
        String node = pod == null || pod.node().isEmpty() ? "–" : pod.node();
        return log.lines().reversed().stream()
                .filter(line -> SIGNATURE.matcher(line.text()).find())
                .findFirst()
                .map(line -> Match.of(log.pod(), node)
                        .since(line.time())
                        .proof(new Evidence(log.pod(), Text.of("analysis.start.logLine", line.text()))));
    }
}
