package io.gleaner.analysis.rules.leftover;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Aftermath;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Setting;
import io.gleaner.model.Upgrade;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * N18: Longhorn still has what the node phase set for its own time. The old value stands in an annotation of the Upgrade; a value
 * that no upgrade noted may be anybody's choice.
 */
final class LonghornSettingLeft implements Rule {
    private static final String RESTORED = "harvesterhci.io/longhorn-settings-restored";

    /** A setting and what the node phase makes of it (upgrade_controller.go, the second one v1.4.2 to v1.6.0). */
    private record Borrowed(String name, String during) {
        String annotation() {
            return "harvesterhci.io/" + name;
        }
    }

    private static final List<Borrowed> BORROWED = List.of(
            new Borrowed("replica-replenishment-wait-interval", "1800"),
            new Borrowed("auto-cleanup-system-generated-snapshot", "false"));

    @Override
    public Card card() {
        return Card.of("N18", Severity.WARNING)
                .requiring(Aftermath.andSeen(Requirement.LONGHORN_SETTINGS))
                .known("harvester/harvester#9045")
                .offering("restore-longhorn-settings");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return Aftermath.isReached(situation)
                ? BORROWED.stream().flatMap(borrowed -> match(situation, borrowed).stream())
                : Stream.empty();
    }

    private Optional<Match> match(Situation situation, Borrowed borrowed) {
        return situation
                .state()
                .longhorn()
                .setting(borrowed.name())
                .filter(setting -> setting.value().equals(borrowed.during()))
                .flatMap(setting -> Aftermath.annotated(situation, borrowed.annotation())
                        .filter(upgrade ->
                                upgrade.metadata().annotation(RESTORED).isEmpty())
                        .filter(upgrade -> !noted(upgrade, borrowed).equals(borrowed.during()))
                        .findFirst()
                        .map(upgrade -> match(setting, upgrade, borrowed)));
    }

    private static String noted(Upgrade upgrade, Borrowed borrowed) {
        return upgrade.metadata().annotation(borrowed.annotation()).orElse("");
    }

    private Match match(Setting setting, Upgrade upgrade, Borrowed borrowed) {
        String before = noted(upgrade, borrowed);
        Match found = Match.of(
                        setting.metadata().ref(),
                        setting.name(),
                        setting.value(),
                        before,
                        "kubectl patch settings.longhorn.io -n longhorn-system " + setting.name()
                                + " --type=merge -p '{\"value\":\"" + before + "\"}'")
                .proof(say("proofValue", setting.value()))
                .proof(new Evidence(upgrade.metadata().ref(), say("proofNoted", before)));
        return borrowed.during().equals("false") ? found.saying("impact", "snapshots") : found;
    }
}
