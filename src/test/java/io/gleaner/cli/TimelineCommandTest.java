package io.gleaner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.report.TimelineSchema;
import io.gleaner.source.scenario.Scenarios;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class TimelineCommandTest {
    @TempDir
    private Path home;

    private Gleaner gleaner;

    @BeforeEach
    void start() {
        gleaner = new Gleaner(home);
    }

    @Test
    void aRunningUpgradeIsToldWithItsPhasesAndWithoutColour() {
        Gleaner.Outcome outcome = gleaner.run("timeline", "--scenario", "upgrade-running");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(outcome.out())
                .contains("System services", "EXPECTED END", "Upgrade created")
                .doesNotContain("\u001b");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void aClusterWithoutAnUpgradeSaysSo() {
        assertThat(gleaner.run("timeline", "--scenario", "healthy").out())
                .contains("No upgrade is on record, and none has left traces.");
    }

    static Stream<String> scenarios() {
        return Scenarios.all().stream().map(Scenarios.Scenario::name);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theJsonOfEveryScenarioIsValidAgainstTheSchema(String scenario) {
        String out =
                gleaner.run("timeline", "--scenario", scenario, "-o", "json").out();
        assertThat(TimelineSchema.errors(JsonMapper.shared().readTree(out))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void noPhraseOfAnyScenarioIsMissing(String scenario) {
        for (String language : new String[] {"en", "zh"}) {
            assertThat(gleaner.run("timeline", "--scenario", scenario, "--language", language)
                            .out())
                    .doesNotContainPattern("(analysis|report|timeline|common)\\.[a-z]+[.A-Z]");
        }
    }
}
