package io.gleaner.analysis.rules.start;

import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Condition;
import io.gleaner.model.Upgrade;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * P10: the repository came up, but Harvester could not fetch the release's description from it in 30 tries. The error stands in the
 * reason of {@code Completed}.
 */
final class RepositoryInfoUnreachable implements Rule {
    // What Go says when a request does not get through.
    private static final Pattern NETWORK = Pattern.compile(
            "dial tcp|i/o timeout|no such host|connection refused|connection reset|no route to host|deadline exceeded"
                    + "|network is unreachable");

    @Override
    public Card card() {
        return Card.of("P10", Severity.ERROR)
                .requiring(Requirement.UPGRADES)
                .known("harvester/harvester#3729")
                .offering("restart-upgrade");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return Beginning.latest(situation)
                .flatMap(upgrade -> error(upgrade)
                        .map(error -> Match.of(upgrade.metadata().ref(), upgrade.name(), error)
                                .since(upgrade.conditions().since(Beginning.COMPLETED))
                                .proof(Beginning.condition(upgrade, Beginning.COMPLETED)))
                        .stream());
    }

    private static Optional<String> error(Upgrade upgrade) {
        return upgrade.conditions()
                .find(Beginning.COMPLETED)
                .filter(completed -> completed.status().isNo())
                .filter(_ -> upgrade.conditions().isTrue(Beginning.REPO_READY)
                        && !upgrade.conditions().has(Beginning.NODES_PREPARED))
                .map(Condition::reason)
                .filter(reason -> NETWORK.matcher(reason).find());
    }
}
