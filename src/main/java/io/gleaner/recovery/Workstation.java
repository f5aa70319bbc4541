package io.gleaner.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who sits where, for the journal. */
final class Workstation {
    private Workstation() {}

    /** {@code user@host}. The host's name is not asked from DNS, which may be among the things that are broken. */
    static String user() {
        String host = Stream.of(System.getenv("HOSTNAME"), System.getenv("COMPUTERNAME"), hostnameFile())
                .filter(name -> name != null && !name.isBlank())
                .findFirst()
                .orElse("localhost");
        return System.getProperty("user.name", "") + "@" + host;
    }

    private static @Nullable String hostnameFile() {
        try {
            return Files.readString(Path.of("/etc/hostname")).strip();
        } catch (IOException _) {
            // Not a Linux with that file.
            return null;
        }
    }
}
