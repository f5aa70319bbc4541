package io.gleaner.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lines of text being written: headings, marked items, and paragraphs that wrap at word boundaries under their indent. */
final class Page {
    /** Never wrap: what is not a terminal may be searched line by line. */
    static final int UNLIMITED = Integer.MAX_VALUE;

    private final StringBuilder text = new StringBuilder();
    private final Ink ink;
    private final int width;

    Page(Ink ink, int width) {
        this.ink = ink;
        this.width = width;
    }

    Page heading(String title) {
        text.append('\n').append(ink.strong(title)).append('\n');
        return this;
    }

    Page blank() {
        text.append('\n');
        return this;
    }

    /** A line that is written as it is. */
    Page line(String line) {
        text.append(line.stripTrailing()).append('\n');
        return this;
    }

    Page paragraph(String indent, String words) {
        if (!words.isBlank()) {
            wrapped(words, width - DisplayWidth.of(indent)).forEach(line -> line(indent + line));
        }
        return this;
    }

    /** A shape and a strong sentence: the head of something. */
    Page item(String indent, Mark mark, String words) {
        return marked(indent, mark, words, ink::strong);
    }

    /** A shape and a sentence in ordinary weight. */
    Page marked(String indent, Mark mark, String words) {
        return marked(indent, mark, words, UnaryOperator.identity());
    }

    private Page marked(String indent, Mark mark, String words, UnaryOperator<String> weight) {
        String first = indent + ink.paint(mark, mark.shape()) + " ";
        for (String line : wrapped(words, width - DisplayWidth.of(indent) - 2)) {
            line(first + weight.apply(line));
            first = indent + "  ";
        }
        return this;
    }

    Page labelled(String indent, String label, String words) {
        if (!words.isBlank()) {
            boolean spaced = !DisplayWidth.isWide(label.codePointBefore(label.length()));
            paragraph(indent, label + (spaced ? " " : "") + words);
        }
        return this;
    }

    Page table(String indent, TextTable table) {
        table.lines(ink).forEach(line -> line(indent + line));
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** Breaks at blanks and after Chinese punctuation, which is written without blanks. */
    static List<String> wrapped(String words, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int used = 0;
        for (String piece : pieces(words)) {
            if (used > 0 && used + DisplayWidth.of(piece.stripTrailing()) > width) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
                used = 0;
            }
            line.append(piece);
            used += DisplayWidth.of(piece);
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    private static List<String> pieces(String words) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        String flat = words.strip().replaceAll("\\s+", " ");
        flat.codePoints().forEach(codePoint -> {
            piece.appendCodePoint(codePoint);
            if (codePoint == ' ' || (DisplayWidth.isWide(codePoint) && !Character.isLetter(codePoint))) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
        });
        if (!piece.isEmpty()) {
            pieces.add(piece.toString());
        }
        return pieces;
    }
}
