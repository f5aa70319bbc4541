package io.gleaner;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.recovery.Journal;
import io.gleaner.recovery.RecordedRun;
import io.gleaner.recovery.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private static final String INCIDENT = "aborted-before-pod-upgrade";

    @TempDir
    Path home;

    @Test
    void withoutADisplayTheTerminalTellsTheIncidentAndNeverLoadsJavaFx() throws Exception {
        Path classes = home.resolve("classes");
        try (GleanerProcess gleaner = GleanerProcess.start(
                home, List.of("-Xlog:class+load:file=" + classes), "window", "--scenario", INCIDENT)) {
            assertThat(gleaner.awaitExit()).isZero();
            assertThat(gleaner.out()).startsWith("▲ ").contains("harvester-crd");
            assertThat(gleaner.err()).contains("ssh -X").hasLineCount(1);
        }
        assertThat(Files.readString(classes))
                .contains("io.gleaner.cli.")
                .doesNotContain(" javafx.", " com.sun.javafx.", " io.gleaner.ui.Main", " io.fabric8.");
    }

    @Test
    void anInterruptedRecoveryStopsBetweenStepsAndTellsWhatWasDone() throws Exception {
        try (GleanerProcess gleaner = slowRecovery()) {
            gleaner.awaitMessage("waiting for the effect");
            gleaner.terminate();
            assertThat(gleaner.awaitExit()).isNotZero();
            RecordedRun run = onlyRun();
            assertThat(run.outcome()).isEqualTo(RunResult.Outcome.CANCELLED);
            assertThat(run.steps())
                    .filteredOn(RecordedRun.RecordedStep::written)
                    .hasSize(1);
            assertThat(gleaner.err()).contains("Stopping at the next safe place");
            assertThat(gleaner.out()).contains("gleaner undo --scenario " + INCIDENT + " " + run.runId());
        }
    }

    @Test
    void aKilledRecoveryIsToldAtTheNextStart() throws Exception {
        try (GleanerProcess gleaner = slowRecovery()) {
            gleaner.awaitMessage("waiting for the effect");
            gleaner.kill();
            gleaner.awaitExit();
        }
        RecordedRun run = onlyRun();
        assertThat(run.isUnfinished()).isTrue();
        try (GleanerProcess gleaner = GleanerProcess.start(home, List.of(), "diagnose", "--scenario", INCIDENT)) {
            assertThat(gleaner.awaitExit()).isEqualTo(1);
            assertThat(gleaner.err())
                    .contains("Run " + run.runId())
                    .contains("was cut short")
                    .contains("gleaner undo " + run.runId());
        }
    }

    /** One second of the cluster takes a hundred: the effect of the first step stays out. */
    private GleanerProcess slowRecovery() throws IOException {
        return GleanerProcess.start(
                home, List.of(), "recover", "--scenario", INCIDENT, "--speed", "0.01", "resume-charts", "--yes");
    }

    private RecordedRun onlyRun() {
        List<RecordedRun> runs = new Journal(home.resolve("state")).runs();
        assertThat(runs).hasSize(1);
        return runs.getFirst();
    }
}
