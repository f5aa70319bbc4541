package io.gleaner.source.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a {@code kind: List} file into its items without understanding them: Go's encoder does not indent sequences, so each item
 * begins with {@code "- "} in column 0. Only one item is in memory at a time.
 */
final class ItemStream implements AutoCloseable {
    /** Far above what etcd takes for one object. */
    static final int LARGEST_ITEM = 64 << 20;

    private static final byte[] ITEMS = {'i', 't', 'e', 'm', 's', ':'};

    /** What the file turned out to be, known once the first item was asked for. */
    enum Form {
        /** As the encoder writes it, perhaps without items. */
        LIST,
        /** Written by somebody else. */
        INDENTED,
        /** No list at all. */
        OTHER
    }

    private final InputStream in;
    private byte[] buffer = new byte[1 << 18];
    private int end;
    private int to;
    private int[] lines = new int[256];
    private int count;
    private boolean isAtEnd;
    private Form form = Form.OTHER;

    ItemStream(InputStream in) {
        this.in = in;
    }

    /** Moves to the next item; false when there is none. */
    boolean next() throws IOException {
        compact();
        if (form == Form.OTHER && !findItems()) {
            return false;
        }
        if (!has(to + 1) || buffer[to] != '-' || (buffer[to + 1] != ' ' && buffer[to + 1] != '\n')) {
            return false;
        }
        count = 0;
        int line = to;
        do {
            add(line);
            line = nextLine(line);
        } while (line >= 0 && belongsToItem(buffer[line]));
        to = line < 0 ? end : line;
        add(to);
        count--;
        return true;
    }

    private void add(int line) {
        if (count == lines.length) {
            lines = Arrays.copyOf(lines, count * 2);
        }
        lines[count++] = line;
    }

    private static boolean belongsToItem(byte first) {
        return first == ' ' || first == '\n' || first == '\r';
    }

    private boolean findItems() throws IOException {
        boolean hasMark = has(2) && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB;
        int line = hasMark ? 3 : 0;
        while (line >= 0 && has(line)) {
            if (has(line + ITEMS.length) && Arrays.equals(buffer, line, line + ITEMS.length, ITEMS, 0, ITEMS.length)) {
                int first = nextLine(line);
                boolean isIndented = first >= 0 && buffer[first] == ' ';
                form = isIndented ? Form.INDENTED : Form.LIST;
                to = first < 0 ? end : first;
                return !isIndented;
            }
            line = nextLine(line);
        }
        return false;
    }

    /** Where the next line begins; negative when there is none. */
    private int nextLine(int line) throws IOException {
        int at = line;
        while (has(at)) {
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            if (at < end) {
                return has(at + 1) ? at + 1 : -1;
            }
        }
        return -1;
    }

    private boolean has(int at) throws IOException {
        while (at >= end) {
            if (isAtEnd) {
                return false;
            }
            fill();
        }
        return true;
    }

    private void fill() throws IOException {
        if (end == buffer.length) {
            if (buffer.length >= LARGEST_ITEM) {
                throw new IOException("object above " + (LARGEST_ITEM >> 20) + " MiB");
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, end, buffer.length - end);
        isAtEnd = read < 0;
        end += Math.max(0, read);
    }

    private void compact() {
        System.arraycopy(buffer, to, buffer, 0, end - to);
        end -= to;
        to = 0;
    }

    Form form() {
        return form;
    }

    Item item() {
        return new Item(buffer, lines, count);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
