package io.gleaner.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Expected output, kept beside the tests, with {@code @version@} for the version of the build. {@code -Dgleaner.golden=write}
 * rewrites it instead of comparing; the difference is then for a reviewer to read.
 */
public final class GoldenFile {
    private static final Path FOLDER = Path.of("src/test/resources/io/gleaner/report");

    private GoldenFile() {}

    public static void assertSame(String name, String actual) {
        String neutral = actual.replace("\"" + GleanerVersion.current() + "\"", "\"@version@\"")
                .replace("Gleaner " + GleanerVersion.current(), "Gleaner @version@");
        if ("write".equals(System.getProperty("gleaner.golden"))) {
            write(FOLDER.resolve(name), neutral);
        }
        assertThat(neutral).isEqualTo(resource(name));
    }

    static String resource(String name) {
        if ("write".equals(System.getProperty("gleaner.golden")) && Files.exists(FOLDER.resolve(name))) {
            return read(FOLDER.resolve(name));
        }
        try (InputStream file = Objects.requireNonNull(GoldenFile.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
