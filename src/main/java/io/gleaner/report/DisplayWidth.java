package io.gleaner.report;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** How many columns of a terminal a text takes: a Chinese character takes two. */
final class DisplayWidth {
    private static final Set<UnicodeScript> WIDE =
            Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);

    private DisplayWidth() {}

    static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    static int of(int codePoint) {
        return isWide(codePoint) ? 2 : 1;
    }

    static boolean isWide(int codePoint) {
        // U+3000…U+303F is the punctuation of CJK, U+FF01…U+FF60 its full-width forms.
        return (codePoint >= 0x3000 && codePoint <= 0x303F)
                || (codePoint >= 0xFF01 && codePoint <= 0xFF60)
                || WIDE.contains(UnicodeScript.of(codePoint));
    }

    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }
}
