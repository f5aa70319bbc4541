package io.gleaner.source.bundle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds the name of an item without parsing it: at a fixed indentation below {@code metadata}. */
final class ItemName {
    private static final byte[] METADATA = "  metadata:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NAME = "    name: ".getBytes(StandardCharsets.US_ASCII);

    private ItemName() {}

    /** Empty when the item is not written as usual. */
    static String of(Item item) {
        boolean isInMetadata = false;
        for (int line = 0; line < item.count(); line++) {
            if (isInMetadata && startsWith(item, line, NAME)) {
                return value(item, line);
            }
            isInMetadata |= startsWith(item, line, METADATA);
        }
        return "";
    }

    private static boolean startsWith(Item item, int line, byte[] start) {
        int at = item.starts()[line];
        return at + start.length <= item.to()
                // Most lines differ here already.
                && item.text()[at + start.length - 2] == start[start.length - 2]
                && Arrays.equals(item.text(), at, at + start.length, start, 0, start.length);
    }

    private static String value(Item item, int line) {
        int from = item.starts()[line] + NAME.length;
        String value =
                new String(item.text(), from, Math.max(0, item.end(line) - from), StandardCharsets.UTF_8).strip();
        boolean isQuoted = value.length() > 1
                && (value.startsWith("\"") || value.startsWith("'"))
                && value.charAt(0) == value.charAt(value.length() - 1);
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }
}
