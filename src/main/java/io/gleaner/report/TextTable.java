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
                line.append(DisplayWidth.padded(header.get(column), widths[column]))
                        .append(GAP);
            }
            lines.add(ink.strong(line.toString().stripTrailing()));
        }
        rows.forEach(row -> lines.add(line(row, widths, ink)));
        return lines;
    }

    private static String line(List<Cell> row, int[] widths, Ink ink) {
        int last = row.size() - 1;
        while (last > 0 && row.get(last).shown().isEmpty()) {
            last--;
        }
        StringBuilder line = new StringBuilder();
        for (int column = 0; column <= last; column++) {
            Cell cell = row.get(column);
            String shown = cell.shown();
            line.append(cell.mark() == null ? shown : ink.paint(cell.mark(), shown));
            if (column < last) {
                line.append(" ".repeat(widths[column] - DisplayWidth.of(shown))).append(GAP);
            }
        }
        return line.toString();
    }

    private int width(int column) {
        int ofHeader = column < header.size() ? DisplayWidth.of(header.get(column)) : 0;
        return rows.stream()
                .filter(row -> column < row.size())
                .mapToInt(row -> DisplayWidth.of(row.get(column).shown()))
                .reduce(ofHeader, Math::max);
    }
}
