package io.gleaner.ui.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Assessor;
import io.gleaner.model.ClusterState;
import io.gleaner.model.Text;
import io.gleaner.recovery.PlanOffer;
import io.gleaner.recovery.Planner;
import io.gleaner.recovery.Preview;
import io.gleaner.recovery.RecordedRun;
import io.gleaner.recovery.RecoveryPlan;
import io.gleaner.recovery.RunResult;
import io.gleaner.recovery.RunResult.Outcome;
import io.gleaner.recovery.StepPreview;
import io.gleaner.recovery.StepProgress;
import io.gleaner.recovery.StepProgress.Stage;
import io.gleaner.recovery.UnfinishedRun;
import io.gleaner.source.scenario.ScenarioSource;
import io.gleaner.source.scenario.Scenarios;
import io.gleaner.ui.fx.SameThread;
import io.gleaner.ui.recovery.RecoveryViewModel.Station;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecoveryViewModelTest {
    private static final Instant START = Instant.parse("2026-11-22T03:00:00Z");

    private final FakeDesk desk = new FakeDesk();

    @Test
    void planGoesFromReviewToResult() {
        RecoveryViewModel model = resume("aborted-before-pod-upgrade");
        assertThat(model.stationProperty().get()).isEqualTo(Station.REVIEW);

        model.preview();
        assertThat(model.stationProperty().get()).isEqualTo(Station.PREVIEW);
        assertThat(model.runnableProperty().get()).isTrue();

        model.run();
        assertThat(model.stationProperty().get()).isEqualTo(Station.RESULT);
        assertThat(model.resultProperty().get().outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(model.steps()).extracting(RunStep::stage).containsOnly(Stage.DONE);
        assertThat(model.steps().getFirst().elapsedProperty().get()).isEqualTo(Duration.ofSeconds(38));
    }

    @Test
    void nothingRunsWithoutAPreview() {
        RecoveryViewModel model = resume("aborted-before-pod-upgrade");

        model.run();

        assertThat(desk.runs).isEmpty();
    }

    @Test
    void chartWithAPendingChangeIsLeftOutUntilItIsIncluded() {
        RecoveryViewModel model = resume("no-chart-version");
        LeftOutChart pending = leftOut(model, "harvester-crd");
        assertThat(model.plan()).isEmpty();
        assertThat(pending.ifIncluded()).isNotNull();
        assertThat(leftOut(model, "harvester").ifIncluded()).isNull();

        model.include(pending, true);
        assertThat(model.plan())
                .hasValueSatisfying(plan -> assertThat(plan.steps())
                        .extracting(step -> step.operation().target().name())
                        .containsExactly("harvester-crd"));

        model.include(pending, false);
        assertThat(model.plan()).isEmpty();
    }

    @Test
    void riskyStepWantsATickOfItsOwn() {
        RecoveryViewModel model = resume("no-chart-version");
        model.include(leftOut(model, "harvester-crd"), true);
        model.preview();
        assertThat(model.runnableProperty().get()).isFalse();

        model.run();
        assertThat(desk.runs).isEmpty();

        model.acknowledge(model.plan().orElseThrow().steps().getFirst(), true);
        assertThat(model.runnableProperty().get()).isTrue();
        model.run();
        assertThat(desk.runs).hasSize(1);
    }

    @Test
    void newPreviewForgetsOldTicks() {
        RecoveryViewModel model = resume("no-chart-version");
        model.include(leftOut(model, "harvester-crd"), true);
        model.preview();
        model.acknowledge(model.plan().orElseThrow().steps().getFirst(), true);

        model.backToReview();
        model.preview();

        assertThat(model.runnableProperty().get()).isFalse();
    }

    @Test
    void previewThatFailsSaysWhyAndCannotBeRun() {
        desk.failure = new IllegalStateException("connection lost");
        RecoveryViewModel model = resume("aborted-before-pod-upgrade");

        model.preview();

        assertThat(model.failureProperty().get()).isEqualTo(Text.of("ui.recovery.preview.failed", "connection lost"));
        assertThat(model.runnableProperty().get()).isFalse();
    }

    @Test
    void stopReachesTheRun() {
        RecoveryViewModel model = resume("aborted-before-pod-upgrade");
        model.preview();
        model.stopAfterThisStep();

        model.run();

        assertThat(model.resultProperty().get().outcome()).isEqualTo(Outcome.CANCELLED);
    }

    private RecoveryViewModel resume(String scenario) {
        try (ScenarioSource source = Scenarios.open(scenario, 1)) {
            ClusterState state = source.load(Duration.ZERO);
            Assessment assessment = Assessor.assess(state);
            return RecoveryViewModel.forPlan(
                    desk,
                    new SameThread(),
                    Runnable::run,
                    () -> START,
                    charts -> desk.plan("resume-charts", assessment, state, charts));
        }
    }

    private static LeftOutChart leftOut(RecoveryViewModel model, String name) {
        return model.leftOut().stream()
                .filter(chart -> chart.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Accepts every plan and does nothing. */
    private static final class FakeDesk implements RecoveryDesk {
        private final List<Preview> runs = new ArrayList<>();
        private @Nullable RuntimeException failure;

        @Override
        public PlanOffer plan(String name, Assessment assessment, ClusterState state, Set<String> charts) {
            return Planner.plan(name, assessment, state, charts);
        }

        @Override
        public PlanOffer undo(RecordedRun run) {
            return Planner.undo(run);
        }

        @Override
        public UnfinishedRun inspect(RecordedRun run) {
            return new UnfinishedRun(run, List.of());
        }

        @Override
        public PlanOffer finish(UnfinishedRun run, Assessment assessment, ClusterState state) {
            throw new AssertionError("not asked for");
        }

        @Override
        public void close(UnfinishedRun run) {
            throw new AssertionError("not asked for");
        }

        @Override
        public Preview preview(RecoveryPlan plan) {
            if (failure != null) {
                throw failure;
            }
            return new Preview(
                    plan,
                    List.of(),
                    plan.steps().stream()
                            .map(step -> new StepPreview(step, List.of(), "", "", List.of(), "[]", false, null))
                            .toList());
        }

        @Override
        public RunResult run(Preview shown, Consumer<StepProgress> progress, BooleanSupplier cancelled) {
            runs.add(shown);
            if (cancelled.getAsBoolean()) {
                return new RunResult("r1", Outcome.CANCELLED, List.of(), Text.of("x"));
            }
            shown.plan().steps().forEach(step -> {
                progress.accept(new StepProgress(step.number(), Stage.CHECKING, START, Text.of("x")));
                progress.accept(new StepProgress(step.number(), Stage.DONE, START.plusSeconds(38), Text.of("x")));
            });
            return new RunResult("r1", Outcome.SUCCEEDED, List.of(), Text.of("x"));
        }

        @Override
        public Optional<RecordedRun> recorded(String runId) {
            return Optional.empty();
        }

        @Override
        public Path journalFile() {
            return Path.of("journal.jsonl");
        }
    }
}
