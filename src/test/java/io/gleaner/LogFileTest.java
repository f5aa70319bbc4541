package io.gleaner;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    Path home;

    private final LoggerContext context = new LoggerContext();
    private Path folder;

    @BeforeEach
    void configure() {
        folder = home.resolve("state");
        LogFile.writeTo(folder);
        context.setMDCAdapter(new LogbackMDCAdapter());
        new LogFile().configure(context);
    }

    @AfterEach
    void stop() {
        context.stop();
        System.clearProperty("gleaner.log.folder");
    }

    @Test
    void warningsAndFaultsAreKeptWithTheirTraces() throws Exception {
        context.getLogger("io.gleaner.cli").error("fault {}", "1a2b", new IllegalStateException("out of order"));
        context.getLogger("io.fabric8").info("chatter");
        assertThat(log())
                .contains("ERROR io.gleaner.cli fault 1a2b", "IllegalStateException: out of order", "\tat ")
                .doesNotContain("chatter");
    }

    @Test
    void secretsAreHiddenWhereverTheyStand() throws Exception {
        context.getLogger("library").warn("Authorization: Bearer abc.def-123, {\"token\": \"abc.def-123\"}");
        context.getLogger("library").warn("failed", new IllegalStateException("password=abc.def-123"));
        assertThat(log()).contains("[hidden]").doesNotContain("abc.def-123");
    }

    @Test
    void nobodyElseMayRead() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("gleaner.log"))))
                .isEqualTo("rw-------");
    }

    private String log() throws Exception {
        return Files.readString(folder.resolve("gleaner.log"));
    }
}
