package io.gleaner.analysis.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.model.HarvesterVersion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptStepTest {
    @ParameterizedTest
    @CsvSource({
        "v1.4.3, HARVESTER_CRD, false",
        "v1.4.3, EXTRA_MANIFESTS, false",
        "v1.5.1, EXTRA_MANIFESTS, true",
        "v1.5.1, HARVESTER_CRD, false",
        "v1.6.1, HARVESTER_CRD, true",
        "v1.6.1, LONGHORN_DEFINITIONS, false",
        "v1.7.1, LONGHORN_DEFINITIONS, true",
        "v1.7.1, HOLD_MIGRATIONS, false",
        "v1.7.2, HOLD_MIGRATIONS, true",
        "v1.8.0, HOLD_MIGRATIONS, false",
        "v1.8.2, HOLD_MIGRATIONS, true"
    })
    void eachReleaseHasItsSteps(String target, ScriptStep step, boolean there) {
        assertThat(ScriptStep.of(HarvesterVersion.parse(target)).contains(step)).isEqualTo(there);
    }

    @Test
    void aReleaseThatIsNotKnownMayHaveThemAll() {
        assertThat(ScriptStep.of(Optional.empty())).containsExactly(ScriptStep.values());
    }

    @Test
    void aStepBeginsWithItsLine() {
        assertThat(begun("Upgrading Harvester Cluster Repo")).first().isEqualTo(ScriptStep.CHART_SERVER);
        assertThat(begun("Upgrading Harvester CRD managedchart fleet-local/harvester-crd"))
                .first()
                .isEqualTo(ScriptStep.HARVESTER_CRD);
        assertThat(begun("Upgrading Managedchart rancher-logging-crd to 107.0.1+up4.10.0"))
                .containsExactly(ScriptStep.LOGGING_CRD);
        assertThat(begun("Sleep for 5 seconds to retry")).isEmpty();
    }

    private static List<ScriptStep> begun(String line) {
        return ScriptStep.of(Optional.empty()).stream()
                .filter(step -> step.begins(line))
                .toList();
    }
}
