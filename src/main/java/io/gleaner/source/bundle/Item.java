package io.gleaner.source.bundle;

/**
 * One item of a list, as lines of a text that goes on before and after it. Good until the next item is asked for.
 *
 * @param starts where lines begin; one more than there are lines: where the item ends
 * @param count of lines
 */
record Item(byte[] text, int[] starts, int count) {
    /** Just after the last character of a line. */
    int end(int line) {
        int end = starts[line + 1];
        if (end > starts[line] && text[end - 1] == '\n') {
            end--;
        }
        return end > starts[line] && text[end - 1] == '\r' ? end - 1 : end;
    }

    int from() {
        return starts[0];
    }

    int to() {
        return starts[count];
    }
}
