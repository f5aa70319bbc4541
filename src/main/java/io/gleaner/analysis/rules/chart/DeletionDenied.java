package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.BundleDeployment;
import io.gleaner.model.Conditions;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * C23: Fleet wants to make a BundleDeployment anew, and Harvester's webhook does not let it delete the old one (harvester#9373,
 * harvester#9349; text of {@code pkg/webhook/resources/bundledeployment}).
 */
final class DeletionDenied implements Rule {
    private static final Pattern DENIED = Pattern.compile("(?i)delete bundledeployment (\\S+) is prohibited");

    @Override
    public Card card() {
        return Card.of("C23", Severity.ERROR)
                .affecting("≥1.7.0")
                .requiring(Requirement.BUNDLES, Requirement.BUNDLE_DEPLOYMENTS, Requirement.EVENTS)
                .known("harvester/harvester#9373", "harvester/harvester#9349");
    }

    /** A text, where it stood and since when. */
    private record Said(
            ObjectRef object, String text, @Nullable Instant since) {}

    @Override
    public Stream<Match> matches(Situation situation) {
        Stream<Said> conditions = Stream.concat(
                situation.state().bundles().stream()
                        .flatMap(bundle -> said(bundle.metadata().ref(), bundle.conditions())),
                situation.state().bundleDeployments().stream()
                        .flatMap(each -> said(each.metadata().ref(), each.conditions())));
        Stream<Said> events = situation.state().platform().events().stream()
                .map(event -> new Said(event.about(), event.message(), event.first()));
        Map<String, Said> denials = new HashMap<>();
        Stream.concat(conditions, events).forEach(said -> {
            Matcher denied = DENIED.matcher(said.text());
            if (denied.find()) {
                denials.putIfAbsent(denied.group(1), said);
            }
        });
        return situation.state().bundleDeployments().stream()
                .flatMap(deployment -> Optional.ofNullable(
                        denials.get(deployment.metadata().ref().path()))
                        .map(said -> match(situation, deployment, said))
                        .stream());
    }

    private static Stream<Said> said(ObjectRef object, Conditions conditions) {
        return conditions.all().stream().map(condition -> new Said(object, condition.message(), condition.since()));
    }

    private static Match match(Situation situation, BundleDeployment deployment, Said said) {
        return Match.of(
                        deployment.metadata().ref(),
                        deployment.bundleName(),
                        Commands.remove(deployment, "/spec/valuesHash"),
                        Drifts.forceSync(situation, deployment))
                .since(said.since())
                .proof(new Evidence(said.object(), Text.of("analysis.evidence.says", said.text())));
    }
}
