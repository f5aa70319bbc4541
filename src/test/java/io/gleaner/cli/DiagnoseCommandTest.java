package io.gleaner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.report.AssessmentSchema;
import io.gleaner.source.scenario.Scenarios;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DiagnoseCommandTest {
    private static final String INCIDENT = "aborted-before-pod-upgrade";

    @TempDir
    Path home;

    private Gleaner gleaner;

    @BeforeEach
    void start() {
        gleaner = new Gleaner(home);
    }

    @Test
    void aHealthyClusterIsFine() {
        Gleaner.Outcome outcome = gleaner.run("diagnose", "--scenario", "healthy");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(outcome.out()).startsWith("● ");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void theIncidentIsToldWithTheNextCommand() {
        Gleaner.Outcome outcome = gleaner.run("diagnose", "--scenario", INCIDENT);
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINDINGS);
        assertThat(outcome.out())
                .startsWith("▲ ")
                .contains("v1.4.3 → v1.5.1", "harvester-crd", "‖ Safe to resume", "Error C01")
                .contains("gleaner plan --scenario aborted-before-pod-upgrade resume-charts")
                .doesNotContain("\u001b");
        assertThat(outcome.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"warning, 1", "error, 1", "critical, 0"})
    void findingsFailFromTheWantedSeverityOn(String severity, int exitCode) {
        assertThat(gleaner.run("diagnose", "--scenario", INCIDENT, "--fail-on", severity)
                        .exitCode())
                .isEqualTo(exitCode);
    }

    static Stream<String> scenarios() {
        return Scenarios.all().stream().map(Scenarios.Scenario::name);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theJsonOfEveryScenarioIsValidAgainstTheSchema(String scenario) {
        Gleaner.Outcome outcome = gleaner.run("diagnose", "--scenario", scenario, "-o", "json");
        JsonNode document = JsonMapper.shared().readTree(outcome.out());
        assertThat(AssessmentSchema.errors(document)).isEmpty();
        assertThat(document.at("/source/kind").stringValue()).isEqualTo("scenario");
        assertThat(document.at("/source/name").stringValue()).isEqualTo(scenario);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void noPhraseOfAnyScenarioIsMissing(String scenario) {
        for (String language : new String[] {"en", "zh"}) {
            assertThat(gleaner.run("diagnose", "--scenario", scenario, "--language", language)
                            .out())
                    .doesNotContainPattern("(analysis|report|recovery|cli|scenario|common)\\.[a-z]+[.A-Z]");
        }
    }

    @Test
    void theAnswerCanGoToAFile() throws Exception {
        Path file = home.resolve("answer.json");
        Gleaner.Outcome outcome =
                gleaner.run("diagnose", "--scenario", "healthy", "-o", "json", "--output", file.toString());
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(file.toString());
        assertThat(AssessmentSchema.errors(JsonMapper.shared().readTree(Files.readString(file))))
                .isEmpty();
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        Path file = home.resolve("no-such-folder").resolve("answer.txt");
        Gleaner.Outcome outcome = gleaner.run("diagnose", "--scenario", "healthy", "--output", file.toString());
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("Cannot write " + file);
    }

    @Test
    void colourIsForTerminalsAlone() {
        assertThat(gleaner.onTerminal().run("diagnose", "--scenario", INCIDENT).out())
                .contains("\u001b[");
        assertThat(gleaner.onTerminal()
                        .with("NO_COLOR", "1")
                        .run("diagnose", "--scenario", INCIDENT)
                        .out())
                .doesNotContain("\u001b")
                .contains("▲ ");
    }

    @Test
    void aFileIsNeverColoured() throws Exception {
        Path file = home.resolve("answer.txt");
        gleaner.onTerminal().run("diagnose", "--scenario", INCIDENT, "--output", file.toString());
        assertThat(Files.readString(file)).startsWith("▲ ").doesNotContain("\u001b");
    }

    @Test
    void theLanguageComesFromTheEnvironmentOrTheOption() {
        assertThat(gleaner.run("diagnose", "--scenario", "healthy").out()).contains("What to do");
        assertThat(gleaner.run("--language", "zh", "diagnose", "--scenario", "healthy")
                        .out())
                .contains("该怎么做");
        gleaner.with("LANG", "zh_CN.UTF-8");
        assertThat(gleaner.run("diagnose", "--scenario", "healthy").out()).contains("该怎么做");
        assertThat(gleaner.run("diagnose", "--scenario", "healthy", "--language", "en")
                        .out())
                .contains("What to do");
        gleaner.with("LC_ALL", "C");
        assertThat(gleaner.run("diagnose", "--scenario", "healthy").out()).contains("What to do");
    }
}
