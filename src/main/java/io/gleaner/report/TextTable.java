package io.gleaner.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows under a header, aligned by what a terminal shows. The last column runs free. */
final class TextTable {
    private static final String GAP = "  ";

    private final List<String> header;
    private final List<List<Cell>> rows = new ArrayList<>();

    /** One field; with a mark it starts with the shape and has the colour. */
    record Cell(@Nullable Mark mark, String text) {
        static Cell of(String text) {
            return new Cell(null, text);
        }

        static Cell of(Mark mark, String text) {
            return new Cell(mark, text);
        }

        private String shown() {
            return mark == null ? text : mark.shape() + " " + text;
        }
    }

    TextTable(String... header) {
        this.header = List.of(header);
    }

    TextTable row(Cell... cells) {
        rows.add(List.of(cells));
        return this;
    }

    List<String> lines(Ink ink) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(header.size());
        int[] widths = IntStream.range(0, columns).map(this::width).toArray();
        List<String> lines = new ArrayList<>();
        if (!header.isEmpty()) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < header.size(); column++) {
                line.append(DisplayWidth.padded(header.get(column), widths[column])).append(GAP);
            }
            lines.add(ink.strong(line.toString().stripTrailing()));
        }
        for (List<Cell> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                Cell cell = row.get(column);
                String padded = DisplayWidth.padded(cell.shown(), widths[column]);
                line.append(cell.mark() == null ? padded : ink.paint(cell.mark(), padded))
                        .append(GAP);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private int width(int column) {
        int ofHeader = column < header.size() ? DisplayWidth.of(header.get(column)) : 0;
        return rows.stream()
                .filter(row -> column < row.size())
                .mapToInt(row -> DisplayWidth.of(row.get(column).shown()))
                .reduce(ofHeader, Math::max);
    }
}
