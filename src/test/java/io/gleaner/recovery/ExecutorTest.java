package io.gleaner.recovery;

import static io.gleaner.recovery.Incident.ORDER;
import static io.gleaner.recovery.Incident.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.analysis.Assessor;
import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.PauseOrigin;
import io.gleaner.analysis.Verdict;
import io.gleaner.recovery.RunResult.Outcome;
import io.gleaner.recovery.StepProgress.Stage;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterRequestException.Reason;
import io.gleaner.source.ResourceKind;
import io.gleaner.source.scenario.RequestFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class ExecutorTest {
    @TempDir
    private Path folder;

    private Incident incident;

    @BeforeEach
    void open() {
        incident = new Incident(folder);
    }

    @AfterEach
    void close() {
        incident.close();
    }

    @Test
    void resumesAllChartsInTheDocumentedOrderAndProvesIt() {
        RunResult result = incident.run(incident.plan());

        assertThat(result.outcome()).as(say(result.summary())).isEqualTo(Outcome.SUCCEEDED);
        assertThat(result.steps()).extracting(StepProgress::stage).containsOnly(Stage.DONE);
        assertThat(incident.patched).isEqualTo(ORDER);
        assertThat(incident.pausedCharts()).isEmpty();
        assertThat(ORDER).noneMatch(incident::isBundlePaused);
        assertThat(incident.journal().run(result.runId())).hasValueSatisfying(run -> {
            assertThat(run.isUnfinished()).isFalse();
            assertThat(run.outcome()).isEqualTo(Outcome.SUCCEEDED);
            assertThat(run.clusterUser()).isEqualTo("system:admin");
            assertThat(run.workstationUser()).contains("@");
            assertThat(run.steps()).allMatch(RecordedRun.RecordedStep::written);
        });
    }

    @Test
    void eachChartIsVerifiedBeforeTheNextIsTouched() {
        incident.filter((verb, ref, request) -> {
            if (verb.equals("patch")) {
                ORDER.subList(0, ORDER.indexOf(ref.name()))
                        .forEach(earlier -> assertThat(incident.isBundlePaused(earlier))
                                .as("Bundle of %s when %s is written", earlier, ref.name())
                                .isFalse());
            }
            return request.get();
        });

        assertThat(incident.run(incident.plan()).outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void previewShowsTheDiffAndWritesNothing() {
        Preview preview = incident.preview();

        assertThat(preview.canRun()).isTrue();
        assertThat(preview.steps()).hasSize(4).allSatisfy(step -> {
            assertThat(step.diff()).contains("-  paused: true", "+  paused: false");
            assertThat(step.before()).contains("paused: true");
            assertThat(step.after()).contains("paused: false");
            assertThat(step.patch()).contains("/metadata/uid", "/metadata/generation", "/status/conditions/");
            assertThat(step.guards()).allMatch(GuardResult::passed).hasSizeGreaterThanOrEqualTo(5);
        });
        assertThat(incident.patched).isEmpty();
        assertThat(incident.pausedCharts()).hasSize(4);
        assertThat(incident.journal().file()).doesNotExist();
    }

    @Test
    void theIntentIsOnDiskBeforeTheRequestLeaves() {
        incident.filter((verb, ref, request) -> {
            if (verb.equals("patch")) {
                RecordedRun run = incident.journal().runs().getLast();
                RecordedRun.RecordedStep step = run.steps().stream()
                        .filter(each -> each.target().equals(ref))
                        .findFirst()
                        .orElseThrow();
                assertThat(step.patch()).contains("\"path\":\"/spec/paused\"");
                assertThat(step.before()).contains("\"paused\":true").contains("resourceVersion");
                assertThat(step.written()).isFalse();
            }
            return request.get();
        });

        assertThat(incident.run(incident.plan()).outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void conflictIsLookedAtAgainAndWrittenWhenAllThatWasShownIsUnchanged() {
        AtomicBoolean once = new AtomicBoolean();
        Preview shown = incident.preview();
        incident.filter(beforeFirstPatch("harvester", once, () -> {
            incident.change("harvester", object -> Incident.setSpec(object, "timeoutSeconds", 601));
            incident.change("harvester", object -> Incident.setSpec(object, "timeoutSeconds", 600));
        }));

        RunResult result = incident.run(shown);

        assertThat(result.outcome()).as(say(result.summary())).isEqualTo(Outcome.SUCCEEDED);
        assertThat(incident.patched)
                .containsExactly(
                        "harvester-crd", "harvester", "harvester", "rancher-monitoring-crd", "rancher-logging-crd");
    }

    @Test
    void givesUpWhenTheChartKeepsChangingUnderneath() {
        Preview shown = incident.preview();
        incident.filter((verb, ref, request) -> {
            if (verb.equals("patch")) {
                incident.change(ref.name(), object -> Incident.setSpec(object, "timeoutSeconds", 601));
                incident.change(ref.name(), object -> Incident.setSpec(object, "timeoutSeconds", 600));
            }
            return request.get();
        });

        RunResult result = incident.run(shown);

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(incident.patched).containsExactly("harvester-crd", "harvester-crd", "harvester-crd");
        assertThat(incident.pausedCharts()).hasSize(4);
        assertThat(incident.journal().run(result.runId()).orElseThrow().steps())
                .noneMatch(RecordedRun.RecordedStep::mayBeWritten);
    }

    @Test
    void changedUnderneathInWhatWasShownStopsTheRunAndNamesTheDifference() {
        Preview shown = incident.preview();
        incident.filter(beforeFirstPatch(
                "harvester",
                new AtomicBoolean(),
                () -> incident.change("harvester", object -> Incident.setSpec(object, "timeoutSeconds", 999))));

        RunResult result = incident.run(shown);

        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(say(result.summary())).contains("timeoutSeconds: 999");
        assertThat(incident.pausedCharts()).contains("harvester").doesNotContain("harvester-crd");
    }

    @Test
    void changedInAHiddenValueStopsTheRunToo() {
        incident.change("harvester-crd", object -> setPassword(object, "first-secret"));
        Preview shown = incident.executor().preview(pendingPlan("harvester-crd"));
        incident.change("harvester-crd", object -> setPassword(object, "other-secret"));

        RunResult result = incident.run(shown);

        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(say(result.summary())).contains("hidden as a secret").doesNotContain("other-secret");
        assertThat(incident.patched).isEmpty();
    }

    @Test
    void chartResumedMeanwhileIsVerifiedButNotWritten() {
        Preview shown = incident.preview();
        incident.change("harvester", object -> Incident.setSpec(object, "paused", false));

        RunResult result = incident.run(shown);

        assertThat(result.outcome()).as(say(result.summary())).isEqualTo(Outcome.SUCCEEDED);
        assertThat(result.steps())
                .extracting(StepProgress::stage)
                .containsExactly(Stage.DONE, Stage.ALREADY_DONE, Stage.DONE, Stage.DONE);
        assertThat(incident.patched).doesNotContain("harvester");
        assertThat(incident.isBundlePaused("harvester")).isFalse();
    }

    @Test
    void chartResumedBetweenDryRunAndWriteIsNotWrittenTwice() {
        Preview shown = incident.preview();
        incident.filter(beforeFirstPatch(
                "harvester-crd",
                new AtomicBoolean(),
                () -> incident.change("harvester-crd", object -> Incident.setSpec(object, "paused", false))));

        RunResult result = incident.run(shown);

        assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(result.steps().getFirst().stage()).isEqualTo(Stage.ALREADY_DONE);
    }

    @Test
    void changedVersionStopsTheRunBeforeAnythingIsWritten() {
        Preview shown = incident.preview();
        incident.change("harvester-crd", object -> Incident.setSpec(object, "version", "1.5.1"));

        RunResult result = incident.run(shown);

        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(say(result.summary())).contains("1.4.3").contains("1.5.1");
        assertThat(incident.patched).isEmpty();
    }

    @Test
    void refusesWhenTheManifestJobStartsAfterThePreview() {
        Preview shown = incident.preview();
        incident.startManifestJob();

        RunResult result = incident.run(shown);

        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(result.steps().getFirst().stage()).isEqualTo(Stage.REFUSED);
        assertThat(say(result.summary())).contains("apply-manifests");
        assertThat(incident.patched).isEmpty();
        assertThat(incident.pausedCharts()).hasSize(4);
        assertThat(incident.preview().canRun()).isFalse();
    }

    @Test
    void refusesTheSecondChartWhenTheManifestJobStartsAfterTheFirst() {
        Preview shown = incident.preview();
        RunResult result = incident.executor()
                .run(
                        shown,
                        incident.timeout,
                        progress -> {
                            if (progress.step() == 1 && progress.stage() == Stage.DONE) {
                                incident.startManifestJob();
                            }
                        },
                        () -> false);

        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(incident.patched).containsExactly("harvester-crd");
    }

    @Test
    void saysWhatWasSeenLastWhenTheEffectDoesNotShowInTime() {
        incident.source.silenceControllers("harvester");
        incident.timeout = Duration.ofSeconds(2);

        RunResult result = incident.run(incident.plan());

        assertThat(result.outcome()).isEqualTo(Outcome.NOT_VERIFIED);
        assertThat(result.steps())
                .extracting(StepProgress::stage)
                .containsExactly(Stage.DONE, Stage.NOT_VERIFIED, Stage.WAITING, Stage.WAITING);
        assertThat(say(result.summary())).contains("mcc-harvester is still paused");
        assertThat(incident.patched).containsExactly("harvester-crd", "harvester");
        assertThat(incident.journal().run(result.runId()).orElseThrow().outcome())
                .isEqualTo(Outcome.NOT_VERIFIED);
    }

    @Test
    void readOnlyUserIsToldWhatIsMissingAndNothingIsStarted() {
        try (Incident readOnly = new Incident("read-only-user", folder)) {
            Preview preview = readOnly.preview();
            RunResult result = readOnly.run(preview);

            assertThat(preview.permitted()).isFalse();
            assertThat(result.outcome()).isEqualTo(Outcome.NOT_PERMITTED);
            assertThat(result.runId()).isEmpty();
            assertThat(say(result.summary())).contains("patch managedcharts.management.cattle.io");
            assertThat(readOnly.patched).isEmpty();
            assertThat(readOnly.journal().file()).doesNotExist();
        }
    }

    @Test
    void permissionTakenAwayMeanwhileStopsTheRun() {
        Preview shown = incident.preview();
        incident.filter(onPatch("harvester", request -> {
            throw new ClusterRequestException(Reason.FORBIDDEN, "no more");
        }));

        RunResult result = incident.run(shown);

        assertThat(result.outcome()).isEqualTo(Outcome.NOT_PERMITTED);
        assertThat(incident.patched).containsExactly("harvester-crd", "harvester");
    }

    @Test
    void answerLostAfterTheChangeWasMadeIsFoundOutByReading() {
        Preview shown = incident.preview();
        incident.filter(onPatch("harvester", request -> {
            var _ = request.get();
            throw new ClusterRequestException(Reason.UNREACHABLE, "connection reset");
        }));

        RunResult result = incident.run(shown);

        assertThat(result.outcome()).as(say(result.summary())).isEqualTo(Outcome.SUCCEEDED);
        assertThat(incident.patched).isEqualTo(ORDER);
        assertThat(incident.journal().run(result.runId()).orElseThrow().steps())
                .allMatch(RecordedRun.RecordedStep::written);
    }

    @Test
    void requestThatNeverArrivedIsFoundOutByReadingAndNotRepeated() {
        Preview shown = incident.preview();
        incident.filter(onPatch("harvester", _ -> {
            throw new ClusterRequestException(Reason.UNREACHABLE, "connection refused");
        }));

        RunResult result = incident.run(shown);

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(say(result.summary())).contains("does not show the change");
        assertThat(incident.patched).containsExactly("harvester-crd", "harvester");
        assertThat(incident.isPaused("harvester")).isTrue();
    }

    @Test
    void runStaysOpenWhenNobodyCanSayWhetherTheChangeWasMade() {
        Preview shown = incident.preview();
        AtomicBoolean down = new AtomicBoolean();
        incident.timeout = Duration.ofSeconds(1);
        incident.filter((verb, ref, request) -> {
            if (ref.name().equals("harvester-crd") && verb.equals("patch")) {
                var _ = request.get();
                down.set(true);
            }
            if (down.get()) {
                throw new ClusterRequestException(Reason.UNREACHABLE, "no route to host");
            }
            return request.get();
        });

        RunResult result = incident.run(shown);

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(say(result.summary())).contains("is not known");
        RecordedRun run = incident.journal().run(result.runId()).orElseThrow();
        assertThat(run.isUnfinished()).isTrue();
        assertThat(run.steps().getFirst().mayBeWritten()).isTrue();
        assertThat(run.steps().getFirst().written()).isFalse();
    }

    @Test
    void serverErrorsDuringTheVerificationAreWaitedOut() {
        Preview shown = incident.preview();
        AtomicBoolean failed = new AtomicBoolean();
        incident.filter((verb, ref, request) -> {
            if (verb.equals("get") && ResourceKind.of(ref) == ResourceKind.BUNDLE && !incident.patched.isEmpty()) {
                if (failed.compareAndSet(false, true)) {
                    throw new ClusterRequestException(Reason.SERVER_ERROR, "etcd leader changed");
                }
            }
            return request.get();
        });

        assertThat(incident.run(shown).outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(failed).isTrue();
    }

    @Test
    void cancelBetweenStepsKeepsWhatWasDoneAndTouchesNothingMore() {
        AtomicBoolean cancelled = new AtomicBoolean();
        RunResult result = incident.executor()
                .run(
                        incident.preview(),
                        incident.timeout,
                        progress -> cancelled.set(progress.stage() == Stage.DONE),
                        cancelled::get);

        assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(result.steps())
                .extracting(StepProgress::stage)
                .containsExactly(Stage.DONE, Stage.CANCELLED, Stage.WAITING, Stage.WAITING);
        assertThat(incident.pausedCharts())
                .containsExactly("harvester", "rancher-monitoring-crd", "rancher-logging-crd");
        assertThat(incident.journal().run(result.runId()).orElseThrow().outcome())
                .isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void cancelWhileVerifyingSaysWhatWasSeen() {
        incident.source.silenceControllers("harvester-crd");
        AtomicBoolean cancelled = new AtomicBoolean();
        RunResult result = incident.executor()
                .run(
                        incident.preview(),
                        incident.timeout,
                        progress -> cancelled.set(progress.stage() == Stage.VERIFYING),
                        cancelled::get);

        assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(say(result.summary())).contains("still paused");
        assertThat(incident.patched).containsExactly("harvester-crd");
        assertThat(incident.journal()
                        .run(result.runId())
                        .orElseThrow()
                        .steps()
                        .getFirst()
                        .written())
                .isTrue();
    }

    @Test
    void undoPausesAgainNewestFirstAndUndoOfThatResumes() {
        RunResult resumed = incident.run(incident.plan("harvester-crd", "harvester"));
        incident.patched.clear();

        RecoveryPlan undo = Incident.offered(
                Planner.undo(incident.journal().run(resumed.runId()).orElseThrow()));
        RunResult undone = incident.run(undo);

        assertThat(undo.undoOf()).isEqualTo(resumed.runId());
        assertThat(undone.outcome()).as(say(undone.summary())).isEqualTo(Outcome.SUCCEEDED);
        assertThat(incident.patched).containsExactly("harvester", "harvester-crd");
        assertThat(incident.pausedCharts()).isEqualTo(ORDER);
        assertThat(ORDER).allMatch(incident::isBundlePaused);

        RecoveryPlan again = Incident.offered(
                Planner.undo(incident.journal().run(undone.runId()).orElseThrow()));
        assertThat(incident.run(again).outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(incident.pausedCharts()).containsExactly("rancher-monitoring-crd", "rancher-logging-crd");
    }

    @Test
    void pauseIsSignedAndToldByTheNextAssessment() {
        RunResult resumed = incident.run(incident.plan("harvester-crd"));
        assertThat(incident.chartJson("harvester-crd")
                        .at("/metadata/annotations")
                        .toString())
                .contains("\"gleaner.io/action\":\"resumed\"")
                .contains("\"gleaner.io/run\":\"" + resumed.runId() + "\"")
                .contains("as system:admin");

        RunResult undone = incident.run(Incident.offered(
                Planner.undo(incident.journal().run(resumed.runId()).orElseThrow())));

        ChartAssessment chart =
                Assessor.assess(incident.state()).chart("harvester-crd").orElseThrow();
        assertThat(chart.pauseOrigin()).isEqualTo(PauseOrigin.MANUAL);
        assertThat(chart.pausedBy()).isNotNull();
        assertThat(chart.pausedBy().manager())
                .startsWith("gleaner (")
                .contains("as system:admin, run " + undone.runId())
                .contains("Run " + resumed.runId() + " resumed this chart");
    }

    @Test
    void undoingTwiceFindsItAlreadyDone() {
        RunResult resumed = incident.run(incident.plan("harvester-crd"));
        RecordedRun run = incident.journal().run(resumed.runId()).orElseThrow();
        incident.run(Incident.offered(Planner.undo(run)));
        incident.patched.clear();

        RunResult second = incident.run(Incident.offered(Planner.undo(run)));

        assertThat(second.steps()).extracting(StepProgress::stage).containsExactly(Stage.ALREADY_DONE);
        assertThat(incident.patched).isEmpty();
    }

    @Test
    void undoIsRefusedWhileTheManifestJobIsActive() {
        RunResult resumed = incident.run(incident.plan("harvester-crd"));
        RecoveryPlan undo = Incident.offered(
                Planner.undo(incident.journal().run(resumed.runId()).orElseThrow()));
        Preview shown = incident.executor().preview(undo);
        incident.startManifestJob();
        incident.patched.clear();

        assertThat(incident.run(shown).outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(incident.patched).isEmpty();
    }

    @Test
    void secretsReachNeitherPreviewNorJournal() throws IOException {
        incident.change("harvester-crd", object -> setPassword(object, "hunter2-and-more"));
        Preview shown = incident.executor().preview(pendingPlan("harvester-crd"));
        RunResult result = incident.run(shown);

        assertThat(result.outcome()).as(say(result.summary())).isEqualTo(Outcome.SUCCEEDED);
        assertThat(shown.toString()).doesNotContain("hunter2").contains(Redaction.MASK);
        assertThat(Files.readString(incident.journal().file()))
                .contains("adminPassword")
                .doesNotContain("hunter2");
    }

    @Test
    void changeStagedBehindThePauseIsNotStartedWithoutConsent() {
        incident.change("harvester-crd", object -> setPassword(object, "a-new-value"));
        // What Rancher and Fleet make of the new value settles only once the cluster runs.
        incident.run(incident.plan("rancher-logging-crd"));
        incident.patched.clear();

        Preview preview = incident.executor().preview(incident.plan("harvester-crd"));

        assertThat(preview.canRun()).isFalse();
        assertThat(preview.steps().getFirst().guards())
                .filteredOn(guard -> !guard.passed())
                .singleElement()
                .satisfies(guard -> assertThat(say(guard.fact())).contains("mcc-harvester-crd"));
        RunResult agreed = incident.run(pendingPlan("harvester-crd"));
        assertThat(agreed.outcome()).as(say(agreed.summary())).isEqualTo(Outcome.SUCCEEDED);
    }

    private RecoveryPlan pendingPlan(String chart) {
        return Incident.offered(Planner.plan(
                "resume-charts",
                Assessments.with(incident.assessment(), chart, Verdict.PAUSED_PENDING_CHANGE, PauseOrigin.UPGRADE),
                incident.state(),
                Set.of(chart)));
    }

    @Test
    void withoutAJournalNothingIsSent() throws IOException {
        Path file = Files.writeString(folder.resolve("a-file"), "not a folder");
        RunResult result = incident.executor(new Journal(file))
                .run(incident.preview(), incident.timeout, incident.progress::add, () -> false);

        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(say(result.summary())).contains("journal.jsonl").contains("GLEANER_HOME");
        assertThat(incident.patched).isEmpty();
    }

    @Test
    void secondGleanerIsTurnedAwayWhileARunIsOn() {
        Preview shown = incident.preview();
        List<RunResult> second = new ArrayList<>();
        RunResult first = incident.executor()
                .run(
                        shown,
                        incident.timeout,
                        progress -> {
                            if (progress.stage() == Stage.WRITING && second.isEmpty()) {
                                second.add(incident.run(shown));
                            }
                        },
                        () -> false);

        assertThat(second).singleElement().satisfies(result -> {
            assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(say(result.summary())).contains("Another Gleaner");
        });
        assertThat(first.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(incident.patched).isEqualTo(ORDER);
    }

    private static void setPassword(ObjectNode object, String password) {
        ObjectNode values = ((ObjectNode) object.path("spec")).withObjectProperty("values");
        values.putObject("registry").put("adminPassword", password);
    }

    private static RequestFilter beforeFirstPatch(String chart, AtomicBoolean done, Runnable action) {
        return onPatch(chart, request -> {
            if (done.compareAndSet(false, true)) {
                action.run();
            }
            return request.get();
        });
    }

    private static RequestFilter onPatch(String chart, Function<Supplier<ObjectNode>, ObjectNode> answer) {
        return (verb, ref, request) ->
                verb.equals("patch") && ref.name().equals(chart) ? answer.apply(request) : request.get();
    }
}
