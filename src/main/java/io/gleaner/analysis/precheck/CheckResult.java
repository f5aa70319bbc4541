package io.gleaner.analysis.precheck;

import io.gleaner.model.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one check.
 *
 * @param id stable, such as {@code nodes-ready}
 * @param versions the running Harvester versions it is about, such as {@code ≥1.7.0} or {@code all}
 * @param reason why it was not checked or does not apply; null otherwise
 * @param affected worst first; empty unless FAILED or WARNING
 * @param command how to check by hand, or how to repair; may be empty
 */
public record CheckResult(
        String id,
        List<Source> sources,
        String versions,
        Outcome outcome,
        @Nullable Text reason,
        List<Affected> affected,
        String command,
        List<String> references) {
    public CheckResult {
        sources = List.copyOf(sources);
        affected = List.copyOf(affected);
        references = List.copyOf(references);
    }

    public Text title() {
        return Text.of("precheck.title." + id);
    }

    /** What to do when it failed, or what to look for when it is checked by hand. */
    public Text resolution() {
        return Text.of("precheck.resolution." + id);
    }
}
