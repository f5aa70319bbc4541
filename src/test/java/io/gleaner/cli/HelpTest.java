package io.gleaner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.analysis.Assessment;
import io.gleaner.report.GleanerVersion;
import io.gleaner.source.scenario.Scenarios;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
    @TempDir
    Path home;

    private Gleaner gleaner;

    @BeforeEach
    void start() {
        gleaner = new Gleaner(home);
    }

    @ParameterizedTest
    @ValueSource(strings = {"diagnose", "timeline", "precheck", "plan", "recover", "undo", "journal", "window"})
    void everyCommandHelpsWithExamplesAndExitCodes(String command) {
        Gleaner.Outcome outcome = gleaner.run(command, "--help");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(outcome.out())
                .startsWith("Usage: gleaner " + command)
                .contains("Examples:", "  gleaner " + command, "Exit codes: 0 ");
        assertThat(outcome.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(115));
        assertThat(outcome.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scenarios", "version", "completion"})
    void theSmallCommandsHelpToo(String command) {
        assertThat(gleaner.run(command, "-h").out()).startsWith("Usage: gleaner " + command);
    }

    @Test
    void theRootHelpListsEveryCommandWithAWholeSentence() {
        assertThat(gleaner.run("--help").out())
                .contains("Exit codes: 0 fine; 1 findings")
                .containsPattern("recover +Carry a plan out: .*\\.\n")
                .contains(
                        "diagnose",
                        "timeline",
                        "precheck",
                        "plan",
                        "undo",
                        "journal",
                        "scenarios",
                        "window",
                        "version",
                        "completion");
    }

    @Test
    void theVersionIsSaidWithTheRules() {
        assertThat(gleaner.run("version").out())
                .startsWith("Gleaner " + GleanerVersion.current() + ", rules " + Assessment.RULES_VERSION);
    }

    @Test
    void theScenariosAreListedInBothLanguages() {
        for (String language : new String[] {"en", "zh"}) {
            String list = gleaner.run("scenarios", "--language", language).out();
            assertThat(list).doesNotContain("scenario.");
            Scenarios.all().forEach(scenario -> assertThat(list).contains(scenario.name() + "\n"));
        }
    }

    @Test
    void theCompletionScriptKnowsTheCommands() {
        assertThat(gleaner.run("completion").out())
                .startsWith("#!")
                .contains("complete ", "diagnose", "precheck", "--fail-on");
    }
}
