package io.gleaner.analysis.rules.leftover;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Aftermath;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.CustomResource;
import java.util.List;
import java.util.stream.Stream;

/**
 * S17: some of Longhorn's definitions still store v1beta1, others do not: the migration of the way from v1.6 to v1.7 stopped in the
 * middle ({@code migrate_longhorn_v1beta1_crds}). All at v1beta1 is the normal state before it.
 */
final class LonghornPartlyMigrated implements Rule {
    private static final String OLD = "v1beta1";

    @Override
    public Card card() {
        return Card.of("S17", Severity.WARNING)
                .affecting("1.6→1.7")
                .requiring(Aftermath.andSeen(Requirement.CUSTOM_RESOURCES))
                .offering(Recommendation.RESTART_UPGRADE);
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        List<CustomResource> definitions = situation.state().platform().customResources().stream()
                .filter(definition -> definition.name().endsWith(".longhorn.io")
                        && !definition.storedVersions().isEmpty())
                .toList();
        List<CustomResource> old = definitions.stream()
                .filter(definition -> definition.storedVersions().contains(OLD))
                .toList();
        if (old.isEmpty() || old.size() == definitions.size() || !Aftermath.isReached(situation)) {
            return Stream.empty();
        }
        return Stream.of(Match.of(
                        old.getFirst().metadata().ref(),
                        old.stream().map(CustomResource::name).toList())
                .proof(definitions.stream()
                        .map(definition -> new Evidence(
                                definition.metadata().ref(), say("proofStored", definition.storedVersions())))
                        .toList()));
    }
}
