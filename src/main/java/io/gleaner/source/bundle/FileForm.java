package io.gleaner.source.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a file is by its first bytes. */
enum FileForm {
    ZIP,
    ENCRYPTED_ZIP,
    TAR_OR_GZIP,
    EMPTY,
    OTHER;

    private static final int FLAGS = 6;
    private static final int TAR_MAGIC = 257;

    static FileForm of(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(TAR_MAGIC + 5);
        }
        if (start.length == 0) {
            return EMPTY;
        }
        if (startsWith(start, 0, 'P', 'K')) {
            // Folders are never encrypted, so a zip that begins with one is found out later.
            return startsWith(start, 2, 3, 4) && start.length > FLAGS && (start[FLAGS] & 1) == 1 ? ENCRYPTED_ZIP : ZIP;
        }
        boolean isTar = startsWith(start, TAR_MAGIC, 'u', 's', 't', 'a', 'r');
        boolean isPacked = startsWith(start, 0, 0x1F, 0x8B)
                || startsWith(start, 0, 0xFD, '7', 'z', 'X', 'Z')
                || startsWith(start, 0, '7', 'z', 0xBC, 0xAF);
        return isTar || isPacked ? TAR_OR_GZIP : OTHER;
    }

    private static boolean startsWith(byte[] bytes, int at, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (at + i >= bytes.length || (bytes[at + i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
