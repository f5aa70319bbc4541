package io.gleaner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.report.PrecheckSchema;
import io.gleaner.source.scenario.Scenarios;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PrecheckCommandTest {
    @TempDir
    Path home;

    private Gleaner gleaner;

    @BeforeEach
    void start() {
        gleaner = new Gleaner(home);
    }

    @Test
    void nothingStandsAgainstTheUpgradeOfAHealthyCluster() {
        Gleaner.Outcome outcome = gleaner.run("precheck", "--scenario", "healthy");
        assertThat(outcome.exitCode()).as(outcome.out()).isEqualTo(ExitCode.FINE);
        assertThat(outcome.out()).startsWith("● No check stands against an upgrade, none warns");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void anUpgradeThatWasCutShortIsToldWithItsResolution() {
        Gleaner.Outcome outcome = gleaner.run("precheck", "--scenario", "aborted-before-pod-upgrade");
        assertThat(outcome.out())
                .contains("No chart is paused (charts-paused)", "ManagedChart fleet-local/harvester: it is paused")
                .doesNotContain("\u001b");
    }

    @Test
    void aRunningUpgradeStandsAgainstAnotherOne() {
        Gleaner.Outcome outcome = gleaner.run("precheck", "--scenario", "upgrade-running");
        assertThat(outcome.exitCode()).as(outcome.out()).isEqualTo(ExitCode.FINDINGS);
        assertThat(outcome.out()).startsWith("■ ").contains("(previous-upgrade)");
    }

    static Stream<String> scenarios() {
        return Scenarios.all().stream().map(Scenarios.Scenario::name);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theJsonOfEveryScenarioIsValidAgainstTheSchema(String scenario) {
        Gleaner.Outcome outcome = gleaner.run("precheck", "--scenario", scenario, "-o", "json");
        JsonNode document = JsonMapper.shared().readTree(outcome.out());
        assertThat(PrecheckSchema.errors(document)).isEmpty();
        assertThat(outcome.exitCode())
                .isEqualTo(document.at("/summary/failed").intValue() > 0 ? ExitCode.FINDINGS : ExitCode.FINE);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void noPhraseOfAnyScenarioIsMissing(String scenario) {
        for (String language : new String[] {"en", "zh"}) {
            assertThat(gleaner.run("precheck", "--scenario", scenario, "--language", language)
                            .out())
                    .doesNotContainPattern("(precheck|analysis|report|common)\\.[a-z]+[.A-Z]");
        }
    }

    @Test
    void colourIsForTerminalsAlone() {
        assertThat(gleaner.onTerminal().run("precheck", "--scenario", "healthy").out())
                .contains("\u001b[");
    }

    @Test
    void aWrongFormIsAMistakeOfUsage() {
        Gleaner.Outcome outcome = gleaner.run("precheck", "--scenario", "healthy", "-o", "pdf");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("pdf", "gleaner precheck --help");
    }

    @Test
    void anUnreadableSourceIsSaid() {
        Path file = home.resolve("edge.yaml");
        Gleaner.Outcome outcome = gleaner.run("precheck", "--kubeconfig", file.toString());
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.SOURCE);
        assertThat(outcome.err()).contains(file.toString());
    }
}
