package io.gleaner.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a Pod of an upgrade wrote, as far as it was kept.
 *
 * @param lines oldest first
 */
public record PodLog(ObjectRef pod, List<Line> lines) {
    /** One line; {@code time} is null where the log carries none. */
    public record Line(@Nullable Instant time, String text) {}

    public PodLog {
        lines = List.copyOf(lines);
    }

    /** The last line that says something. */
    public Optional<Line> last() {
        return lines.reversed().stream().filter(line -> !line.text().isBlank()).findFirst();
    }

    /** The last line that contains this text. */
    public Optional<Line> last(String text) {
        return lines.reversed().stream()
                .filter(line -> line.text().contains(text))
                .findFirst();
    }
}
