package io.gleaner.analysis.rules.start;

import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Known;
import io.gleaner.model.Pod;
import io.gleaner.model.Upgrade;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** P08: the ISO cannot be downloaded, does not match its checksum, or its importer runs out of memory. */
final class ImageNotImported implements Rule {
    @Override
    public Card card() {
        return Card.of("P08", Severity.ERROR)
                .requiring(Requirement.UPGRADES)
                .known(
                        "harvester/harvester#9813",
                        "harvester/harvester#9990",
                        "harvester/harvester#5480",
                        "harvester/harvester#3144")
                .offering("restart-upgrade");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return Beginning.latest(situation).flatMap(upgrade -> match(situation, upgrade).stream());
    }

    private static Optional<Match> match(Situation situation, Upgrade upgrade) {
        String words = Beginning.words(upgrade, Beginning.IMAGE_READY);
        List<Pod> killed = situation.state().pods().stream()
                .filter(pod -> pod.name().startsWith("importer-") && pod.hasProblem("OOMKilled"))
                .filter(pod -> "harvester-system".equals(pod.metadata().ref().namespace()))
                .toList();
        Known ready = upgrade.conditions().status(Beginning.IMAGE_READY);
        boolean failed = ready.isNo();
        boolean retries =
                upgrade.conditions().isPending(Beginning.IMAGE_READY) && (!words.isEmpty() || !killed.isEmpty());
        if (!failed && !retries) {
            return Optional.empty();
        }
        Match match = Match.of(upgrade.metadata().ref(), upgrade.name(), words.isEmpty() ? "–" : words)
                .since(upgrade.conditions().since(Beginning.IMAGE_READY))
                .proof(Beginning.condition(upgrade, Beginning.IMAGE_READY))
                .proof(Beginning.troubles(killed.stream()));
        Match told = killed.isEmpty() ? match : match.saying("explanation", "memory");
        String variant = variant(words, killed);
        Match advised = variant.isEmpty() ? told : told.saying("advice", variant);
        return Optional.of(failed ? advised : retrying(advised, killed));
    }

    /** Harvester tries three times; an importer that is killed for its memory fares no better the next time. */
    private static Match retrying(Match match, List<Pod> killed) {
        Match trying = match.saying("title", "retrying").offering(List.of());
        return killed.isEmpty() ? trying.saying("explanation", "retrying").at(Severity.WARNING) : trying;
    }

    private static String variant(String words, List<Pod> killed) {
        if (!killed.isEmpty()) {
            return "memory";
        }
        return words.toLowerCase(Locale.ROOT).contains("checksum") ? "checksum" : "";
    }
}
