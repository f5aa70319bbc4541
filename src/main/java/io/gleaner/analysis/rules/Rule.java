package io.gleaner.analysis.rules;

import io.gleaner.analysis.Finding;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Situation;
import io.gleaner.model.Text;
import java.util.List;
import java.util.stream.Stream;

/** One entry of the catalogue: what it says of itself, and where its signature is in the facts. */
public interface Rule {
    Card card();

    /** Every place the signature is found in; asked only when everything the card requires was read. */
    Stream<Match> matches(Situation situation);

    default String code() {
        return card().code();
    }

    default List<Requirement> requires() {
        return card().requires();
    }

    default List<Finding> evaluate(Situation situation) {
        return matches(situation).map(this::finding).toList();
    }

    private Finding finding(Match match) {
        Card card = card();
        return new Finding(
                card.code(),
                match.severity() == null ? card.severity() : match.severity(),
                say(match, "impact"),
                say(match, "title"),
                say(match, "explanation"),
                match.object(),
                match.since(),
                match.evidence(),
                say(match, "advice"),
                card.references(),
                match.operations() == null ? card.operations() : match.operations(),
                card.affects(),
                null);
    }

    private Text say(Match match, String part) {
        String variant = match.variants().get(part);
        String key = variant == null ? part : part + "." + variant;
        return new Text("catalogue." + code() + "." + key, match.arguments());
    }

    /** A fact in the words of this rule: {@code catalogue.<code>.<part>}. */
    default Text say(String part, Object... arguments) {
        return Text.of("catalogue." + code() + "." + part, arguments);
    }
}
