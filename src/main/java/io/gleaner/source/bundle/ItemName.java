package io.gleaner.source.bundle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds the name of an item without parsing it: at a fixed indentation below {@code metadata}. */
final class ItemName {
    private static final byte[] METADATA = "  metadata:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NAME = "    name: ".getBytes(StandardCharsets.US_ASCII);

    private ItemName() {}

    /** Empty when the item is not written as usual. */
    static String of(byte[] text, int from, int to) {
        boolean isInMetadata = false;
        int line = from;
        while (line < to) {
            if (isInMetadata && startsWith(text, line, to, NAME)) {
                return value(text, line + NAME.length, to);
            }
            if (startsWith(text, line, to, METADATA)) {
                isInMetadata = true;
            }
            while (line < to && text[line] != '\n') {
                line++;
            }
            line++;
        }
        return "";
    }

    private static boolean startsWith(byte[] text, int at, int to, byte[] start) {
        return at + start.length <= to && Arrays.equals(text, at, at + start.length, start, 0, start.length);
    }

    private static String value(byte[] text, int from, int to) {
        int end = from;
        while (end < to && text[end] != '\n' && text[end] != '\r') {
            end++;
        }
        String value = new String(text, from, end - from, StandardCharsets.UTF_8).strip();
        boolean isQuoted = value.length() > 1
                && (value.startsWith("\"") || value.startsWith("'"))
                && value.charAt(0) == value.charAt(value.length() - 1);
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }
}
