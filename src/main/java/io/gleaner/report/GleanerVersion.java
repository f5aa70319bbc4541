package io.gleaner.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this Gleaner, as the build wrote it: the pom is the one place that says it. */
public final class GleanerVersion {
    private static final String CURRENT = read();

    private GleanerVersion() {}

    public static String current() {
        return CURRENT;
    }

    private static String read() {
        Properties properties = new Properties();
        try (InputStream file = GleanerVersion.class.getResourceAsStream("/io/gleaner/build.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
