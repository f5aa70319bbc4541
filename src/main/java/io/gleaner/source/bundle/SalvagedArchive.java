package io.gleaner.source.bundle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A zip whose end, and with it the directory, is lost: a download that broke off. What stands before is found by the header in
 * front of each file. The file that was cut through ends where the archive ends.
 */
final class SalvagedArchive implements Archive {
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int LOCAL_HEADER_BYTES = 30;
    private static final int DESCRIPTOR = 0x08074b50;
    private static final int ENCRYPTED = 1;
    private static final int SIZE_FOLLOWS = 1 << 3;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final long IN_ZIP64 = 0xFFFFFFFFL;

    private record Place(int method, long start, long packed, long size) {}

    private final FileChannel channel;
    private final Map<String, Place> places = new HashMap<>();
    private final ArchiveRules rules = new ArchiveRules();

    private SalvagedArchive(FileChannel channel) {
        this.channel = channel;
    }

    static SalvagedArchive open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        SalvagedArchive archive = new SalvagedArchive(channel);
        try {
            archive.findFiles();
            return archive;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void findFiles() throws IOException {
        long at = 0;
        for (int count = 0; count < ArchiveRules.MOST_ENTRIES; count++) {
            ByteBuffer header = read(at, LOCAL_HEADER_BYTES);
            if (header.remaining() < LOCAL_HEADER_BYTES || header.getInt(0) != LOCAL_HEADER) {
                return;
            }
            int flags = header.getShort(6) & 0xFFFF;
            int method = header.getShort(8) & 0xFFFF;
            long packed = header.getInt(18) & IN_ZIP64;
            long size = header.getInt(22) & IN_ZIP64;
            int nameLength = header.getShort(26) & 0xFFFF;
            int extraLength = header.getShort(28) & 0xFFFF;
            long start = at + LOCAL_HEADER_BYTES + nameLength + extraLength;
            ByteBuffer names = read(at + LOCAL_HEADER_BYTES, nameLength + extraLength);
            if (names.remaining() < nameLength + extraLength) {
                return;
            }
            String name =
                    StandardCharsets.UTF_8.decode(names.slice(0, nameLength)).toString();
            if (packed == IN_ZIP64 || size == IN_ZIP64) {
                ByteBuffer large = zip64(names.slice(nameLength, extraLength).order(ByteOrder.LITTLE_ENDIAN));
                if (large.remaining() < 16) {
                    return;
                }
                size = large.getLong();
                packed = large.getLong();
            }
            long end;
            if ((flags & SIZE_FOLLOWS) != 0) {
                if (method != DEFLATED) {
                    return;
                }
                Measure measure = measure(start);
                packed = measure.packed();
                size = measure.size();
                end = afterDescriptor(start + packed);
            } else {
                end = start + packed;
            }
            boolean isReadable = (method == STORED || method == DEFLATED) && (flags & ENCRYPTED) == 0;
            if (!name.endsWith("/") && isReadable) {
                rules.offer(name, size, packed);
                places.putIfAbsent(name.replace('\\', '/'), new Place(method, start, packed, size));
            }
            if (end <= at || end > channel.size()) {
                return;
            }
            at = end;
        }
    }

    private record Measure(long packed, long size) {}

    /** Only inflating tells where a file without sizes ends. */
    private Measure measure(long start) throws IOException {
        try (Inflater inflater = new Inflater(true)) {
            byte[] unpacked = new byte[1 << 16];
            long at = start;
            long size = 0;
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    ByteBuffer input = read(at, 1 << 16);
                    if (!input.hasRemaining() || size > ArchiveRules.LARGEST_FILE) {
                        break;
                    }
                    at += input.remaining();
                    inflater.setInput(input);
                }
                size += inflater.inflate(unpacked);
            }
            return new Measure(inflater.getBytesRead(), size);
        } catch (DataFormatException e) {
            throw new IOException(e);
        }
    }

    private long afterDescriptor(long at) throws IOException {
        ByteBuffer descriptor = read(at, 24);
        if (descriptor.remaining() < 16) {
            return Long.MAX_VALUE;
        }
        int signature = descriptor.getInt(0) == DESCRIPTOR ? 4 : 0;
        // Twelve bytes, or twenty where sizes are long: the next header tells.
        long shorter = at + signature + 12;
        ByteBuffer next = read(shorter, 4);
        return next.remaining() == 4 && next.getInt(0) != LOCAL_HEADER ? at + signature + 20 : shorter;
    }

    private static ByteBuffer zip64(ByteBuffer extra) {
        while (extra.remaining() >= 4) {
            int id = extra.getShort() & 0xFFFF;
            int length = Math.min(extra.getShort() & 0xFFFF, extra.remaining());
            if (id == 1) {
                return extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            }
            extra.position(extra.position() + length);
        }
        return ByteBuffer.allocate(0);
    }

    private ByteBuffer read(long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        int read;
        do {
            read = channel.read(bytes, at + bytes.position());
        } while (read > 0 && bytes.hasRemaining());
        return bytes.flip();
    }

    @Override
    public List<Entry> entries() {
        return rules.admitted();
    }

    @Override
    public List<LeftOut> leftOut() {
        return rules.leftOut();
    }

    @Override
    public InputStream open(Entry entry) throws IOException {
        Place place = places.get(entry.path());
        if (place == null) {
            throw new IOException(entry.path());
        }
        InputStream packed = new Slice(place.start(), place.packed());
        InputStream content = place.method() == STORED ? packed : new CutOff(packed);
        return new CappedStream(content, entry.path(), Math.max(0, place.size()));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Inflates up to where the archive breaks off. */
    private static final class CutOff extends InflaterInputStream {
        CutOff(InputStream packed) {
            super(packed, new Inflater(true), 1 << 16);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return super.read(into, offset, length);
            } catch (EOFException _) {
                return -1;
            }
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }

    private final class Slice extends InputStream {
        private long at;
        private long left;

        Slice(long start, long length) {
            at = start;
            left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int read = channel.read(ByteBuffer.wrap(into, offset, (int) Math.min(length, left)), at);
            if (read > 0) {
                at += read;
                left -= read;
            }
            return read;
        }
    }
}
