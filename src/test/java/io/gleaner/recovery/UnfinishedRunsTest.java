package io.gleaner.recovery;

import static io.gleaner.recovery.Incident.ORDER;
import static io.gleaner.recovery.Incident.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.recovery.RunResult.Outcome;
import io.gleaner.recovery.UnfinishedRun.Found;
import io.gleaner.recovery.UnfinishedRun.FoundStep;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterRequestException.Reason;
import java.io.Serial;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnfinishedRunsTest {
    /** RunStarted, three lines for each of two charts, RunEnded. */
    private static final int LINES = 8;

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

    /** Ends the program as a kill would: nothing in between is done any more. */
    private static final class Killed extends Error {
        @Serial
        private static final long serialVersionUID = 1;
    }

    static IntStream everyJournalWrite() {
        return IntStream.rangeClosed(1, LINES);
    }

    private void runKilledBeforeLine(int line) {
        AtomicInteger count = new AtomicInteger();
        Journal journal = new Journal(folder, _ -> {
            if (count.incrementAndGet() == line) {
                throw new Killed();
            }
        });
        RecoveryPlan plan = incident.plan("harvester-crd", "harvester");
        Executor executor = incident.executor(journal);
        Preview shown = executor.preview(plan);
        assertThatThrownBy(() -> executor.run(shown, incident.timeout, incident.progress::add, () -> false))
                .isInstanceOf(Killed.class);
    }

    @ParameterizedTest
    @MethodSource("everyJournalWrite")
    void killedAtAnyLineNothingIsLostAndFinishingGetsThere(int line) {
        runKilledBeforeLine(line);
        if (line == 1) {
            assertThat(incident.journal().runs()).isEmpty();
            assertThat(incident.patched).isEmpty();
            return;
        }
        UnfinishedRun found = onlyUnfinished();
        assertThat(found.steps()).extracting(FoundStep::found).isEqualTo(expected(line));

        List<String> paused = incident.pausedCharts();
        PlanOffer offer = incident.unfinished().finish(found, incident.assessment(), incident.state());
        if (line == LINES) {
            assertThat(offer).isInstanceOf(PlanOffer.Refused.class);
            incident.unfinished().close(found);
            assertThat(incident.journal().run(found.run().runId()).orElseThrow().outcome())
                    .isEqualTo(Outcome.SUCCEEDED);
            return;
        }
        incident.patched.clear();
        RunResult finished = incident.run(Incident.offered(offer));

        assertThat(finished.outcome()).as(say(finished.summary())).isEqualTo(Outcome.SUCCEEDED);
        assertThat(incident.patched)
                .as("only what had not been written is written")
                .containsExactlyElementsOf(paused.stream()
                        .filter(Set.of("harvester-crd", "harvester")::contains)
                        .toList());
        assertThat(incident.pausedCharts()).containsExactly("rancher-monitoring-crd", "rancher-logging-crd");
        assertThat(incident.unfinished().all())
                .as("closed by the run that took it up")
                .isEmpty();
    }

    /** What is found when the program ended right before it could write that line. */
    private static List<Found> expected(int line) {
        return switch (line) {
            case 2 -> List.of(Found.NOT_SENT, Found.NOT_SENT);
            case 3, 4 -> List.of(Found.APPLIED, Found.NOT_SENT);
            case 5 -> List.of(Found.VERIFIED, Found.NOT_SENT);
            case 6, 7 -> List.of(Found.VERIFIED, Found.APPLIED);
            default -> List.of(Found.VERIFIED, Found.VERIFIED);
        };
    }

    @ParameterizedTest
    @MethodSource("everyJournalWrite")
    void killedAtAnyLineUndoPutsEverythingBack(int line) {
        runKilledBeforeLine(line);
        if (line == 1) {
            return;
        }
        PlanOffer undo = Planner.undo(onlyUnfinished().run());
        if (line == 2) {
            assertThat(undo).isInstanceOf(PlanOffer.Refused.class);
            return;
        }
        RunResult undone = incident.run(Incident.offered(undo));

        assertThat(undone.outcome()).as(say(undone.summary())).isEqualTo(Outcome.SUCCEEDED);
        assertThat(incident.pausedCharts()).isEqualTo(ORDER);
        assertThat(ORDER).allMatch(incident::isBundlePaused);
        assertThat(incident.unfinished().all()).isEmpty();
    }

    @Test
    void killedBetweenIntentAndRequestIsFoundNotApplied() {
        incident.filter((verb, _, request) -> {
            if (verb.equals("patch")) {
                throw new Killed();
            }
            return request.get();
        });
        Preview shown = incident.preview();
        assertThatThrownBy(() -> incident.run(shown)).isInstanceOf(Killed.class);

        UnfinishedRun found = onlyUnfinished();

        assertThat(found.steps())
                .extracting(FoundStep::found)
                .containsExactly(Found.NOT_APPLIED, Found.NOT_SENT, Found.NOT_SENT, Found.NOT_SENT);
        incident.unfinished().close(found);
        RecordedRun closed = incident.journal().run(found.run().runId()).orElseThrow();
        assertThat(closed.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(closed.steps()).noneMatch(RecordedRun.RecordedStep::mayBeWritten);
        assertThat(incident.unfinished().all()).isEmpty();
    }

    @Test
    void closingRemembersWhatWasFoundWritten() {
        runKilledBeforeLine(3);

        incident.unfinished().close(onlyUnfinished());

        RecordedRun closed = incident.journal().runs().getLast();
        assertThat(closed.outcome()).isEqualTo(Outcome.NOT_VERIFIED);
        assertThat(closed.steps().getFirst().written()).isTrue();
        assertThat(closed.steps().getFirst().after()).contains("\"paused\":false");
        assertThat(Planner.undo(closed)).isInstanceOf(PlanOffer.Offered.class);
    }

    @Test
    void verifyingWritesNothingToTheCluster() {
        runKilledBeforeLine(4);
        incident.patched.clear();

        RunResult verified = incident.run(Incident.offered(incident.unfinished().verify(onlyUnfinished())));

        assertThat(verified.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(verified.steps()).extracting(StepProgress::stage).containsExactly(StepProgress.Stage.ALREADY_DONE);
        assertThat(incident.patched).isEmpty();
        assertThat(incident.unfinished().all()).isEmpty();
    }

    @Test
    void runThatTouchesOtherChartsLeavesTheDoubtOpen() {
        runKilledBeforeLine(4);

        assertThat(incident.run(incident.plan("rancher-logging-crd")).outcome()).isEqualTo(Outcome.SUCCEEDED);

        assertThat(incident.unfinished().all()).hasSize(1);
    }

    @Test
    void objectChangedSinceIsTold() {
        runKilledBeforeLine(4);
        incident.change("harvester-crd", object -> Incident.setSpec(object, "paused", true));

        assertThat(onlyUnfinished().steps().getFirst().found()).isEqualTo(Found.CHANGED_SINCE);
    }

    @Test
    void unreadableObjectIsNotKnownAndCannotBeClosed() {
        runKilledBeforeLine(4);
        incident.filter((_, _, _) -> {
            throw new ClusterRequestException(Reason.UNREACHABLE, "down");
        });

        UnfinishedRun found = onlyUnfinished();

        assertThat(found.steps().getFirst().found()).isEqualTo(Found.NOT_KNOWN);
        assertThatThrownBy(() -> incident.unfinished().close(found)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void runThatIsStillOnIsNotCutShort() {
        incident.filter((verb, _, request) -> {
            if (verb.equals("patch")) {
                assertThat(incident.journal().runs()).singleElement().matches(RecordedRun::isUnfinished);
                assertThat(incident.unfinished().all()).isEmpty();
            }
            return request.get();
        });

        assertThat(incident.run(incident.plan()).outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    private UnfinishedRun onlyUnfinished() {
        List<RecordedRun> runs = incident.unfinished().all();
        assertThat(runs).hasSize(1);
        return incident.unfinished().inspect(runs.getFirst());
    }
}
