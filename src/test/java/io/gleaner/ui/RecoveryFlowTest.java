package io.gleaner.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.model.ManagedChart;
import io.gleaner.recovery.RecordedRun;
import io.gleaner.recovery.RunResult.Outcome;
import io.gleaner.source.scenario.ScenarioSource;
import io.gleaner.source.scenario.Scenarios;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.Test;

/** The whole way from the incident to the journal, on the built-in cluster. */
class RecoveryFlowTest extends WindowTest {
    private final ScenarioSource cluster = Scenarios.open("aborted-before-pod-upgrade", 120);

    @Test
    void chartsAreResumedAndTheRunIsOnRecord() {
        openIncident();

        press("incident-recommend");
        await("recovery-review");
        assertThat(allWords("recovery-review"))
                .contains("Resume 4 charts", "Resume harvester-crd", "low risk", "Way back");
        press("recovery-continue");
        await("recovery-preview-verdict");
        assertThat(allWords("recovery-preview"))
                .contains(
                        "Can be run", "22 of 22 rights", "No manifest Job of an upgrade is active", "Dry run accepted")
                .contains("-   paused: true", "+   paused: false", "kubectl -n fleet-local patch");
        assertThat(pausedCharts()).hasSize(4);
        assertThat(journal.runs()).isEmpty();
        press("recovery-confirm");
        await("recovery-outcome");

        assertThat(allWords("recovery-outcome")).contains("Succeeded", "All 4 steps are done and verified");
        assertThat(pausedCharts()).isEmpty();
        RecordedRun run = journal.runs().getFirst();
        assertThat(run.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(allWords("recovery-result"))
                .contains(run.runId(), journal.file().toString());

        press("recovery-incident");
        await("nothing is paused any more", () -> !words("incident-headline").contains("paused"));
    }

    @Test
    void whatWasDoneCanBeUndone() {
        runToTheEnd();

        press("recovery-undo");
        await("recovery-review");
        assertThat(allWords("recovery-review")).contains("Pause rancher-logging-crd", "spec.paused: false → true");
        press("recovery-continue");
        await("recovery-preview-verdict");
        assertThat(words("recovery-confirm")).isEqualTo("Undo 4 changes");
        press("recovery-confirm");
        await("recovery-outcome");

        assertThat(pausedCharts()).hasSize(4);
        assertThat(journal.runs()).hasSize(2);
    }

    @Test
    void wizardIsRunByKeyboardAlone() {
        openIncident();

        robot.push(KeyCode.CONTROL, KeyCode.R);
        await("recovery-review");
        tabTo("recovery-continue");
        robot.type(KeyCode.SPACE);
        await("recovery-preview-verdict");
        tabTo("recovery-confirm");
        robot.type(KeyCode.SPACE);
        await("recovery-outcome");
        robot.type(KeyCode.ESCAPE);

        await("incident-headline");
        assertThat(pausedCharts()).isEmpty();
    }

    @Test
    void escapeLeavesThePreviewWithoutAWrite() {
        openIncident();
        press("incident-recommend");
        press("recovery-continue");
        await("recovery-preview-verdict");

        robot.type(KeyCode.ESCAPE);

        await("incident-headline");
        assertThat(pausedCharts()).hasSize(4);
        assertThat(journal.runs()).isEmpty();
    }

    @Test
    void refusedPlanIsShownWithItsReasons() {
        clusters.openAlways(Scenarios.open("upgrade-running", 1));
        open(new WindowRequest("upgrade-running", null, null, null));
        await("incident-headline");

        robot.push(KeyCode.CONTROL, KeyCode.R);

        await("recovery-refused");
        assertThat(allWords("recovery"))
                .contains("Does not apply", "upgrade_manifests.sh is active", "Left alone: 4 charts");
        assertThat(isThere("recovery-continue")).isFalse();
    }

    @Test
    void missingRightIsNamedAndNothingCanBePressed() {
        ScenarioSource readOnly = Scenarios.open("read-only-user", 60);
        clusters.openAlways(readOnly);
        open(new WindowRequest("read-only-user", null, null, null));
        await("incident-headline");

        robot.push(KeyCode.CONTROL, KeyCode.R);
        press("recovery-continue");
        await("recovery-preview-verdict");

        assertThat(allWords("recovery-preview"))
                .contains(
                        "Cannot be run",
                        "missing",
                        "patch managedcharts.management.cattle.io in fleet-local/harvester");
        assertThat(isThere("recovery-confirm")).isFalse();
    }

    @Test
    void pendingChangeIsIncludedByNameAndAgreedToBeforeItRuns() {
        ScenarioSource pending = Scenarios.open("no-chart-version", 60);
        clusters.openAlways(pending);
        open(new WindowRequest("no-chart-version", null, null, null));
        await("incident-headline");

        robot.push(KeyCode.CONTROL, KeyCode.R);
        await("recovery-refused");
        assertThat(isThere("recovery-include-harvester")).isFalse();
        press("recovery-include-harvester-crd");
        await("recovery-steps");
        assertThat(allWords("recovery-steps")).contains("Resume harvester-crd", "high risk");
        press("recovery-continue");
        await("recovery-preview-verdict");

        assertThat(allWords("recovery-preview")).contains("Needs your agreement", "Helm upgrade starts at once");
        assertThat(node("recovery-confirm").isDisabled()).isTrue();
        press("recovery-acknowledge-1");
        assertThat(node("recovery-confirm").isDisabled()).isFalse();
        assertThat(allWords("recovery-preview")).contains("Can be run");
    }

    @Test
    void runStopsAfterTheStepItIsAt() {
        cluster.silenceControllers("harvester");
        startRun();
        await("the second step is verified", () -> allWords("recovery-run").contains("verifying"));

        press("recovery-stop");
        await("recovery-outcome");

        assertThat(allWords("recovery-outcome")).contains("Stopped");
        assertThat(pausedCharts()).containsExactlyInAnyOrder("rancher-monitoring-crd", "rancher-logging-crd");
        assertThat(allWords("recovery-result")).contains("done", "cancelled");
    }

    @Test
    void closingTheWindowDuringARunAsksFirst() {
        cluster.silenceControllers("harvester-crd");
        startRun();
        await("the first step is verified", () -> allWords("recovery-run").contains("verifying"));

        askToClose();
        press("question-cancel");
        assertThat(stage.isShowing()).isTrue();
        assertThat(isThere("recovery-run")).isTrue();

        askToClose();
        press("question-confirm");
        await("the window is closed", () -> !stage.isShowing());
        assertThat(journal.runs())
                .singleElement()
                .satisfies(run -> assertThat(run.isUnfinished()).isFalse());
    }

    /** Without waiting for the end: the window waits for an answer. */
    private void askToClose() {
        Platform.runLater(() -> Event.fireEvent(stage, new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
    }

    @Test
    void runThatWasCutShortIsShownAndCanBeFinished() {
        KilledRun.afterItsFirstWrite(cluster, journal);
        openIncident();

        await("incident-unfinished");
        assertThat(allWords("incident-unfinished")).contains("A run was cut short: Resume charts", "1 of 4 steps");
        press("incident-unfinished-show");
        await("the objects were looked at", () -> allWords("run").contains("never sent"));
        press("run-finish");
        await("recovery-review");
        press("recovery-continue");
        await("recovery-preview-verdict");
        press("recovery-confirm");
        await("recovery-outcome");

        assertThat(allWords("recovery-outcome")).contains("Succeeded");
        assertThat(pausedCharts()).isEmpty();
        press("recovery-incident");
        await("incident-headline");
        await("the banner is gone", () -> !isThere("incident-unfinished"));
    }

    private void openIncident() {
        clusters.openAlways(cluster);
        openScenario("aborted-before-pod-upgrade");
    }

    private void startRun() {
        openIncident();
        press("incident-recommend");
        press("recovery-continue");
        press("recovery-confirm");
    }

    private void runToTheEnd() {
        startRun();
        await("recovery-outcome");
    }

    private List<String> pausedCharts() {
        return cluster.load(Duration.ZERO).managedCharts().stream()
                .filter(ManagedChart::paused)
                .map(ManagedChart::name)
                .toList();
    }

    private void tabTo(String id) {
        for (int tabs = 0; tabs < 40; tabs++) {
            Node owner = onFx(() -> stage.getScene().getFocusOwner());
            if (owner != null && Objects.equals(owner.getId(), id)) {
                return;
            }
            robot.type(KeyCode.TAB);
        }
        throw new AssertionError("Tab does not reach " + id);
    }
}
