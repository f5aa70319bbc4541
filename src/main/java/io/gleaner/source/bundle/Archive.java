package io.gleaner.source.bundle;

import io.gleaner.model.Text;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The files of a recording, read where they lie. Safe for use by several threads. */
interface Archive extends AutoCloseable {
    /**
     * One file.
     *
     * @param path with forward slashes, relative, without dots
     * @param size in bytes when unpacked, as the archive claims
     * @param packed in bytes as it lies there
     */
    record Entry(String path, long size, long packed) {
        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /** What is there and is not read, and why. */
    record LeftOut(String path, Text why) {}

    List<Entry> entries();

    List<LeftOut> leftOut();

    /** The unpacked content. */
    InputStream open(Entry entry) throws IOException;

    @Override
    void close();
}
