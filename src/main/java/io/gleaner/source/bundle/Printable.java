package io.gleaner.source.bundle;

/** Words out of a file that may be hostile, for a person's terminal. */
final class Printable {
    private static final int LONGEST = 200;

    private Printable() {}

    static String of(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .map(each ->
                        Character.isISOControl(each) || Character.getType(each) == Character.FORMAT ? '\uFFFD' : each)
                .forEach(printable::appendCodePoint);
        return text.codePointCount(0, text.length()) > LONGEST ? printable + "…" : printable.toString();
    }
}
