package io.gleaner.source.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A zip with its directory at the end, where it belongs. */
final class ZipArchive implements Archive {
    private final ZipFile zip;
    private final Map<String, ZipEntry> byPath = new HashMap<>();
    private final List<Entry> entries;
    private final List<LeftOut> leftOut;

    private ZipArchive(ZipFile zip) {
        this.zip = zip;
        ArchiveRules rules = new ArchiveRules();
        zip.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> {
            rules.offer(entry.getName(), entry.getSize(), entry.getCompressedSize());
            byPath.putIfAbsent(plain(entry.getName()), entry);
        });
        entries = rules.admitted();
        leftOut = rules.leftOut();
    }

    /** @throws ZipException when the file is no zip, or not a whole one */
    static ZipArchive open(Path file) throws IOException {
        return new ZipArchive(new ZipFile(file.toFile()));
    }

    private static String plain(String name) {
        String path = name.replace('\\', '/');
        return path.startsWith("./") ? path.substring(2) : path;
    }

    @Override
    public List<Entry> entries() {
        return entries;
    }

    @Override
    public List<LeftOut> leftOut() {
        return leftOut;
    }

    @Override
    public InputStream open(Entry entry) throws IOException {
        ZipEntry found = byPath.get(entry.path());
        InputStream content = found == null ? null : zip.getInputStream(found);
        if (content == null) {
            throw new ZipException(entry.path());
        }
        return new CappedStream(content, entry.path(), Math.max(0, entry.size()));
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
