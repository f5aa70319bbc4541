package io.gleaner.analysis.rules.start;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Text;
import io.gleaner.model.Upgrade;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * P16: "Dismiss it" of the UI extensions 1.0.2 to 1.0.4 wrote the Upgrade back without its status, so Harvester begins it once more
 * (harvester#7791). Labels survive that, among them the one only a finished upgrade gets; {@code Completed} is Unknown again.
 */
final class FinishedUpgradeRestarted implements Rule {
    private static final Map<String, String> FINISHED = Map.of(
            "harvesterhci.io/read-message",
            "true",
            Upgrade.CLEANUP_LABEL,
            "Succeeded",
            Upgrade.STATE_LABEL,
            "Succeeded");

    @Override
    public Card card() {
        return Card.of("P16", Severity.ERROR)
                .requiring(Requirement.UPGRADES)
                .known("harvester/harvester#7791", "docs: Upgrade, known issues of v1.4")
                .offering("stop-upgrade")
                .explaining("P07", "P08", "P09", "P10", "P11");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return Beginning.latest(situation)
                .filter(upgrade -> upgrade.conditions().isPending(Beginning.COMPLETED))
                .flatMap(upgrade -> sign(upgrade).map(sign -> match(upgrade, sign)).stream());
    }

    /** The label that says the upgrade was over once. */
    private static Optional<String> sign(Upgrade upgrade) {
        return FINISHED.entrySet().stream()
                .filter(label -> upgrade.metadata()
                        .label(label.getKey())
                        .filter(label.getValue()::equals)
                        .isPresent())
                .map(label -> label.getKey() + "=" + label.getValue())
                .sorted()
                .findFirst();
    }

    private static Match match(Upgrade upgrade, String sign) {
        boolean late = upgrade.conditions().has(Beginning.SYSTEM_SERVICES);
        Match match = Match.of(
                        upgrade.metadata().ref(),
                        upgrade.name(),
                        "kubectl delete upgrades.harvesterhci.io -n harvester-system " + upgrade.name())
                .proof(
                        new Evidence(upgrade.metadata().ref(), Text.of("analysis.start.label", sign)),
                        Beginning.condition(upgrade, Beginning.COMPLETED));
        return late ? match.saying("advice", "late").offering(List.of("ask-support")) : match;
    }
}
