package io.gleaner.source.bundle;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with a failure where a file turns out to be larger than it may be, whatever the archive claimed. */
final class CappedStream extends FilterInputStream {
    private final String path;
    private long left;

    CappedStream(InputStream in, String path, long largest) {
        super(in);
        this.path = path;
        this.left = largest;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        return read < 0 ? read : counted(read, 1);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        return read <= 0 ? read : counted(read, read);
    }

    @Override
    public long skip(long wanted) throws IOException {
        long skipped = super.skip(wanted);
        left -= skipped;
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private int counted(int result, int bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
            throw new IOException(path + ": larger than it says");
        }
        return result;
    }
}
