package io.gleaner.source.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Tells two recordings apart.
 *
 * @param sha256 of the file; null for a folder
 * @param key names what was read of it
 */
record Identity(@Nullable String sha256, String key) {

    static Identity of(Path bundle, Archive archive) {
        MessageDigest digest = newDigest();
        if (archive instanceof FolderArchive) {
            for (Archive.Entry entry : archive.entries()) {
                digest.update((entry.path() + "\0" + entry.size() + "\0" + changed(bundle.resolve(entry.path())) + "\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
            return new Identity(null, "folder-" + HexFormat.of().formatHex(digest.digest()));
        }
        try (InputStream in = Files.newInputStream(bundle)) {
            byte[] block = new byte[1 << 15];
            int read;
            while ((read = in.read(block)) >= 0) {
                digest.update(block, 0, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        return new Identity(sha256, sha256);
    }

    /** Place, size and time of a file: who changes its content changes that, too. */
    static String appearance(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            String appearance = file.toRealPath() + "\0" + attributes.size() + "\0" + attributes.lastModifiedTime()
                    + "\0" + attributes.creationTime() + "\0" + attributes.fileKey();
            return HexFormat.of().formatHex(newDigest().digest(appearance.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long changed(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException _) {
            // Gone since the folder was listed: reading it will say so.
            return 0;
        }
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
