package io.gleaner.source.bundle;

import io.gleaner.model.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** A bundle that somebody has unpacked. Links are not followed: they may lead anywhere. */
final class FolderArchive implements Archive {
    private final Path folder;
    private final List<Entry> entries;
    private final List<LeftOut> leftOut;

    private FolderArchive(Path folder, ArchiveRules rules) {
        this.folder = folder;
        entries = rules.admitted();
        leftOut = rules.leftOut();
    }

    static FolderArchive open(Path folder) throws IOException {
        ArchiveRules rules = new ArchiveRules();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                if (attributes.isRegularFile()) {
                    rules.offer(path, attributes.size(), attributes.size());
                } else {
                    rules.leaveOut(path, Text.of("bundle.leftOut.link"));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                rules.leaveOut(
                        folder.relativize(file).toString(),
                        Text.of("bundle.leftOut.unreadable", failure.getClass().getSimpleName()));
                return FileVisitResult.CONTINUE;
            }
        });
        return new FolderArchive(folder, rules);
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
        return new CappedStream(
                Files.newInputStream(folder.resolve(entry.path()), LinkOption.NOFOLLOW_LINKS),
                entry.path(),
                ArchiveRules.LARGEST_FILE);
    }

    @Override
    public void close() {
        // Nothing is held open between two reads.
    }
}
