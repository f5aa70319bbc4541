package io.gleaner.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every source file is as palantir-java-format would write it. A test rather than a Maven plugin, because the formatter parses
 * with the compiler of the JVM it runs in, and Maven itself may run on Java 17.
 *
 * <p>{@code mvn test -Dtest=FormatTest -Dgleaner.format=write} rewrites instead of complaining.
 */
class FormatTest {
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    @Test
    void sourcesAreFormatted() throws IOException {
        boolean write = "write".equals(System.getProperty("gleaner.format"));
        try (Stream<Path> paths = Files.walk(Path.of("src"))) {
            List<Path> unformatted = paths.filter(path -> path.toString().endsWith(".java"))
                    .parallel()
                    .filter(path -> !isFormatted(path, write))
                    .toList();
            assertThat(unformatted)
                    .as("not formatted; run: mvn test -Dtest=FormatTest -Dgleaner.format=write")
                    .isEmpty();
        }
    }

    private static boolean isFormatted(Path path, boolean write) {
        try {
            String source = Files.readString(path);
            String formatted = FORMATTER.formatSource(ImportOrderer.reorderImports(
                    RemoveUnusedImports.removeUnusedImports(source), JavaFormatterOptions.Style.PALANTIR));
            if (write && !formatted.equals(source)) {
                Files.writeString(path, formatted);
                return true;
            }
            return formatted.equals(source);
        } catch (IOException | FormatterException e) {
            throw new AssertionError(path + ": " + e.getMessage(), e);
        }
    }
}
