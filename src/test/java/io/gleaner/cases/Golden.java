package io.gleaner.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Severity;
import io.gleaner.report.GleanerVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares with what was said before; {@code -Dgleaner.golden=write} takes what is said now. */
public final class Golden {
    private static final boolean WRITE = "write".equals(System.getProperty("gleaner.golden"));

    private Golden() {}

    public static void compare(Path expected, String actual) throws IOException {
        String neutral = actual.replace("\"" + GleanerVersion.current() + "\"", "\"@version@\"")
                .replace("Gleaner " + GleanerVersion.current(), "Gleaner @version@");
        if (WRITE) {
            Files.writeString(expected, neutral);
        }
        assertThat(expected).content().isEqualTo(neutral);
    }

    /** What is found and what is advised must not contradict each other. */
    static void agree(Assessment assessment) {
        boolean errors = assessment.findings().stream()
                .anyMatch(finding -> finding.severity().compareTo(Severity.ERROR) >= 0);
        if (errors) {
            assertThat(assessment.recommendation().plan())
                    .as("with errors among the findings something has to be done")
                    .isNotEqualTo(Recommendation.NONE);
        }
    }
}
