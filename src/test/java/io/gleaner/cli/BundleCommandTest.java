package io.gleaner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A support bundle in place of a cluster. */
class BundleCommandTest {
    private static final String BUNDLE = "src/test/resources/bundles/by-hand";

    @TempDir
    Path home;

    private Gleaner gleaner;

    @BeforeEach
    void start() {
        gleaner = new Gleaner(home);
    }

    @Test
    void isDiagnosedWithItsOwnClock() {
        Gleaner.Outcome outcome = gleaner.run("diagnose", "--bundle", BUNDLE, "-o", "json");

        assertThat(outcome.exitCode()).as(outcome.err()).isIn(ExitCode.FINE, ExitCode.FINDINGS);
        assertThat(outcome.out())
                .contains("\"bundle\"")
                .contains("2026-01-02T03:04:05Z")
                .contains("hvst-upgrade-p4w8z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"recover resume-charts --yes", "recover resume-charts --dry-run", "plan resume-charts"})
    void isNotChanged(String command) {
        Gleaner.Outcome outcome = gleaner.run((command + " --bundle " + BUNDLE).split(" "));

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void isOneOfSeveralSources() {
        assertThat(gleaner.run("diagnose", "--bundle", BUNDLE, "--scenario", "healthy")
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(gleaner.run("diagnose", "--upgrade-log", "x.zip").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void thatIsMissingIsNamed() {
        Gleaner.Outcome outcome = gleaner.run("diagnose", "--bundle", "gone.zip");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.SOURCE);
        assertThat(outcome.err()).contains("gone.zip").contains("Generate Support Bundle");
    }

    @Test
    void isOpenedInTheWindow() {
        String[] opened = {""};
        gleaner.onDisplay((_, bundle, _, _) -> {
                    opened[0] = String.valueOf(bundle);
                    return true;
                })
                .run("window", "--bundle", BUNDLE);

        assertThat(opened[0]).isEqualTo(Path.of(BUNDLE).toString());
    }
}
