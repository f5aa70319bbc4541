package io.gleaner.analysis.precheck;

import io.gleaner.model.HarvesterVersion;
import io.gleaner.model.Text;
import java.util.Optional;

/**
 * The running Harvester versions a check is about.
 *
 * @param from the first one, empty for all
 * @param below the first one it is no longer about, empty for none
 */
public record Window(String from, String below) {
    static final Window ALL = new Window("", "");

    boolean isOpen() {
        return from.isEmpty() && below.isEmpty();
    }

    /** Why it is not about this version; empty when it is. */
    Optional<Text> outside(HarvesterVersion running) {
        if (!from.isEmpty() && running.isBelow(from)) {
            return Optional.of(Text.of("precheck.outside.before", from, running.spelling()));
        }
        return !below.isEmpty() && running.isAtLeast(below)
                ? Optional.of(Text.of("precheck.outside.after", below, running.spelling()))
                : Optional.empty();
    }

    /** Such as {@code ≥1.7.0}, {@code ≥1.4.1 <1.4.3} or {@code all}. */
    String spelling() {
        String spelling = (from.isEmpty() ? "" : "≥" + from) + (below.isEmpty() ? "" : " <" + below);
        return spelling.isEmpty() ? "all" : spelling.strip();
    }
}
