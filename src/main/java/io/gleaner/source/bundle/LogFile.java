package io.gleaner.source.bundle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * One log of a container.
 *
 * @param day of the cluster, as {@code 20260102}; empty where the log is not cut by days
 * @param entry where it lies
 */
public record LogFile(String namespace, String pod, String container, Form form, String day, Archive.Entry entry) {
    /** Oldest first within a container. */
    static final Comparator<LogFile> ORDER = Comparator.comparing(LogFile::namespace)
            .thenComparing(LogFile::pod)
            .thenComparing(LogFile::container)
            .thenComparing(LogFile::form)
            .thenComparing(LogFile::day);

    private static final int LONGEST_LINE = 1 << 16;
    // Colours and cursor movements of programs that thought they wrote to a terminal.
    private static final Pattern TERMINAL_CODES = Pattern.compile("\u001b(?:\\[[0-9;?]*[ -/]*[@-~]|[@-Z\\\\-_])");

    /** Where a log comes from, and with it what stands before each line. */
    public enum Form {
        /** Harvester's log of an upgrade: the line alone. */
        ARCHIVED,
        /** The instance of the container before the last: a time and the line. */
        POD_BEFORE,
        /** A time and the line. */
        POD
    }

    /** Takes line after line. */
    @FunctionalInterface
    public interface Lines {
        /** @return whether more is wanted */
        boolean take(String line) throws IOException;
    }

    /**
     * Hands out the lines one by one, however large the file: without control characters, and cut where no line ends for too
     * long. Bytes that are no UTF-8 are replaced.
     */
    void read(Archive archive, Lines lines) throws IOException {
        InputStream bytes = archive.open(entry);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                entry.path().endsWith(".gz")
                        // Appended day by day: several members in a row.
                        ? new CappedStream(new GZIPInputStream(bytes), entry.path(), ArchiveRules.LARGEST_FILE)
                        : bytes,
                StandardCharsets.UTF_8))) {
            StringBuilder line = new StringBuilder();
            char[] block = new char[1 << 14];
            int read;
            while ((read = reader.read(block)) >= 0) {
                int from = 0;
                for (int i = 0; i < read; i++) {
                    if (block[i] == '\n' || line.length() + i - from >= LONGEST_LINE) {
                        line.append(block, from, i - from);
                        from = block[i] == '\n' ? i + 1 : i;
                        if (!lines.take(plain(line))) {
                            return;
                        }
                        line.setLength(0);
                    }
                }
                line.append(block, from, read - from);
            }
            if (!line.isEmpty()) {
                lines.take(plain(line));
            }
        }
    }

    private static String plain(StringBuilder line) {
        boolean isPlain = true;
        for (int i = 0; i < line.length() && isPlain; i++) {
            char each = line.charAt(i);
            isPlain = each >= ' ' && each != 0x7F || each == '\t';
        }
        if (isPlain) {
            return line.toString();
        }
        String text = TERMINAL_CODES.matcher(line).replaceAll("");
        StringBuilder plain = new StringBuilder(text.length());
        text.chars()
                .filter(each -> each == '\t' || !Character.isISOControl(each))
                .forEach(each -> plain.append((char) each));
        return plain.toString();
    }
}
