package io.gleaner.ui.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Assessor;
import io.gleaner.model.ClusterState;
import io.gleaner.model.Origin;
import io.gleaner.model.Text;
import io.gleaner.recovery.PlanOffer;
import io.gleaner.recovery.Planner;
import io.gleaner.recovery.RecordedRun;
import io.gleaner.source.ClusterSource;
import io.gleaner.source.ClusterWriter;
import io.gleaner.source.scenario.Scenarios;
import io.gleaner.ui.fx.SameThread;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IncidentViewModelTest {
    private final AtomicReference<Instant> clock = new AtomicReference<>(Instant.parse("2026-11-22T03:00:00Z"));
    private IncidentViewModel model;

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void incidentIsShownWithItsFirstFindingInDetail() {
        open(new RealMeaning(), "aborted-before-pod-upgrade");

        assertThat(model.charts()).hasSize(4);
        assertThat(model.detailProperty().get())
                .isInstanceOfSatisfying(
                        Detail.OfFinding.class,
                        detail -> assertThat(detail.finding().code()).isEqualTo("C01"));
        assertThat(model.pictureProperty().get().nextStep()).isEqualTo(new NextStep.Run("resume-charts", 4));
    }

    /** A workstation's clock says nothing about a cluster whose facts are a year old. */
    @Test
    void firstDetailIsToldInTheClustersTime() {
        List<Instant> tellings = new ArrayList<>();
        model = model(new RealMeaning(), () -> Scenarios.open("aborted-before-pod-upgrade", 1));
        model.detailProperty().subscribe(detail -> {
            if (detail instanceof Detail.OfFinding) {
                tellings.add(model.nowProperty().get());
            }
        });

        model.open();

        await().until(() -> model.stageProperty().get() instanceof IncidentViewModel.Stage.Showing);
        assertThat(tellings).isNotEmpty().allMatch(now -> now.isBefore(Instant.parse("2025-07-16T00:00:00Z")));
    }

    @Test
    void agesGoOnWhileTheClusterIsQuiet() {
        open(new RealMeaning(), "aborted-before-pod-upgrade");
        Instant before = model.nowProperty().get();

        clock.updateAndGet(now -> now.plusSeconds(5));
        model.tick();

        assertThat(model.nowProperty().get()).isEqualTo(before.plusSeconds(5));
    }

    @Test
    void quietClusterIsJudgedAgainBecauseTimeAloneCanChangeTheVerdict() {
        open(new RealMeaning(), "upgrade-running");
        Assessment before = model.assessment().orElseThrow();

        clock.updateAndGet(now -> now.plus(Duration.ofHours(5)));
        model.tick();

        await().until(() -> !model.assessment().orElseThrow().asOf().equals(before.asOf()));
        assertThat(model.assessment().orElseThrow().asOf())
                .isAfterOrEqualTo(before.asOf().plus(Duration.ofHours(5)));
        assertThat(model.assessment().orElseThrow().recommendation().headline()).isNotNull();
    }

    @Test
    void journalThatCannotBeReadDoesNotHideTheIncident() {
        open(
                new RealMeaning() {
                    @Override
                    public List<RecordedRun> unfinishedRuns(ClusterWriter cluster, Origin origin) {
                        throw new IllegalStateException("line 3 is torn");
                    }
                },
                "healthy");

        assertThat(model.stageProperty().get()).isInstanceOf(IncidentViewModel.Stage.Showing.class);
        assertThat(model.journalProblemProperty().get())
                .isEqualTo(Text.of("ui.incident.journal.unreadable", "line 3 is torn"));
    }

    @Test
    void sourceThatFailsUnexpectedlyIsToldInWords() {
        model = model(new RealMeaning(), () -> {
            throw new IllegalStateException("no luck");
        });
        model.open();

        assertThat(model.stageProperty().get())
                .isEqualTo(new IncidentViewModel.Stage.Unreadable(
                        Text.of("ui.problem.unexpected", "no luck"), Text.of("ui.problem.unexpected.next")));
    }

    private void open(Meaning meaning, String scenario) {
        model = model(meaning, () -> Scenarios.open(scenario, 1));
        model.open();
        await().until(() -> model.stageProperty().get() instanceof IncidentViewModel.Stage.Showing);
    }

    private IncidentViewModel model(Meaning meaning, Callable<ClusterSource> opener) {
        return new IncidentViewModel(
                Text.of("ui.verbatim", "test"), opener, meaning, new SameThread(), Runnable::run, clock::get);
    }

    private static class RealMeaning implements Meaning {
        @Override
        public Assessment assess(ClusterState state) {
            return Assessor.assess(state);
        }

        @Override
        public List<String> runnablePlans() {
            return Planner.planNames();
        }

        @Override
        public PlanOffer plan(String name, Assessment assessment, ClusterState state) {
            return Planner.plan(name, assessment, state, Set.of());
        }

        @Override
        public List<RecordedRun> unfinishedRuns(ClusterWriter cluster, Origin origin) {
            return List.of();
        }
    }
}
