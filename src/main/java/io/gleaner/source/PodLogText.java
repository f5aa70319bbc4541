package io.gleaner.source;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.PodLog;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a Pod's log as the API gives it with {@code timestamps=true}: a time, a space, the line. */
public final class PodLogText {
    private static final int LONGEST_LINE = 4_000;

    /** The subresource, as coverage names it. */
    public static final String KIND = "pods/log";

    /** Where the Pods of an upgrade run. */
    public static final List<String> NAMESPACES = List.of("cattle-system", "harvester-system");

    private PodLogText() {}

    /** Lines without a time keep their whole text; their time is not known. */
    public static PodLog read(ObjectRef pod, String text) {
        return new PodLog(pod, text.lines().map(PodLogText::line).toList());
    }

    private static PodLog.Line line(String line) {
        int space = line.indexOf(' ');
        @Nullable Instant time = space < 0 ? null : time(line.substring(0, space));
        String words = time == null ? line : line.substring(space + 1);
        return new PodLog.Line(time, words.length() <= LONGEST_LINE ? words : words.substring(0, LONGEST_LINE) + " …");
    }

    private static @Nullable Instant time(String text) {
        // Cheap before the parser: most words are no times.
        if (text.length() < 20 || !Character.isDigit(text.charAt(0))) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }
}
