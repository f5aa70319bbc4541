package io.gleaner.ui.incident;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.Finding;
import io.gleaner.model.ClusterState;
import io.gleaner.model.Text;
import io.gleaner.recovery.RecordedRun;
import io.gleaner.source.ClusterSource;
import io.gleaner.source.ClusterWriter;
import io.gleaner.source.Observation;
import io.gleaner.source.SourceException;
import io.gleaner.ui.fx.Background;
import io.gleaner.ui.fx.NewestOnly;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Follows one source and keeps what the incident screen shows. Everything but the constructor is for the FX thread. */
public final class IncidentViewModel implements AutoCloseable {
    /** Whether there is something to show yet. */
    public sealed interface Stage {
        record Reading() implements Stage {}

        record Unreadable(Text what, Text nextStep) implements Stage {}

        record Showing() implements Stage {}
    }

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(120);
    // Some verdicts change by the clock alone: a wait that is over, a step that became slow.
    private static final Duration REASSESS_AFTER = Duration.ofSeconds(10);

    private final Text title;
    private final Callable<ClusterSource> opener;
    private final Meaning meaning;
    private final Background background;
    private final InstantSource clock;
    private final NewestOnly<Observation, Picture> bridge;

    private final ReadOnlyObjectWrapper<Stage> stage = new ReadOnlyObjectWrapper<>(new Stage.Reading());
    private final ReadOnlyObjectWrapper<@Nullable Picture> picture = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Instant> now;
    private final ReadOnlyObjectWrapper<@Nullable Staleness> staleness = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<Detail> detail = new SimpleObjectProperty<>(new Detail.OfCluster());
    private final ObservableList<ChartRow> charts = FXCollections.observableArrayList();
    private final ObservableList<Finding> findings = FXCollections.observableArrayList();
    private final ObservableList<RecordedRun> unfinishedRuns = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Text> journalProblem = new ReadOnlyObjectWrapper<>();

    // Also read by the bridge's worker.
    private volatile @Nullable ClusterSource source;
    private ClusterSource.@Nullable Subscription subscription;
    private boolean closed;

    /**
     * @param title what the source is called before it has said so itself
     * @param opener blocks; its source is closed with this
     */
    public IncidentViewModel(
            Text title,
            Callable<ClusterSource> opener,
            Meaning meaning,
            Background background,
            Executor fxThread,
            InstantSource clock) {
        this.title = title;
        this.opener = opener;
        this.meaning = meaning;
        this.background = background;
        this.clock = clock;
        this.now = new ReadOnlyObjectWrapper<>(clock.instant());
        this.bridge = new NewestOnly<>(SHORTEST_INTERVAL, this::interpret, fxThread, this::show);
    }

    /** Opens the source and follows it; also again, after it could not be read. */
    public void open() {
        stage.set(new Stage.Reading());
        background.run(
                () -> {
                    ClusterSource opened = opener.call();
                    try {
                        opened.load(READ_TIMEOUT);
                    } catch (RuntimeException unreadable) {
                        opened.close();
                        throw unreadable;
                    }
                    return opened;
                },
                this::follow,
                this::fail);
    }

    private void follow(ClusterSource opened) {
        if (closed) {
            closeInBackground(opened);
            return;
        }
        source = opened;
        subscription = opened.observe(bridge::accept);
    }

    private void fail(Exception failure) {
        stage.set(
                failure instanceof SourceException unreadable
                        ? new Stage.Unreadable(unreadable.what(), unreadable.nextStep())
                        : new Stage.Unreadable(
                                Text.of("ui.problem.unexpected", String.valueOf(failure.getMessage())),
                                Text.of("ui.problem.unexpected.next")));
    }

    private Picture interpret(Observation observation) {
        Assessment assessment = meaning.assess(observation.state());
        return new Picture(
                observation,
                assessment,
                NextStep.of(
                        assessment,
                        meaning.runnablePlans(),
                        writer().isPresent(),
                        (plan, judged) -> meaning.plan(plan, judged, observation.state())),
                clock.instant());
    }

    private void show(Picture newest) {
        Assessment assessment = newest.assessment();
        // Before the picture: whoever shows it asks how long ago things were.
        now.set(newest.now(clock.instant()));
        picture.set(newest);
        staleness.set(Staleness.of(newest, staleness.get()));
        updateCharts(assessment.charts());
        updateFindings(assessment.findings());
        if (stage.get() instanceof Stage.Reading) {
            detail.set(firstDetail());
            stage.set(new Stage.Showing());
            lookForUnfinishedRuns();
        }
        tick();
    }

    private void updateCharts(List<ChartAssessment> newest) {
        List<ChartRow> rows = new ArrayList<>();
        for (ChartAssessment chart : newest) {
            Optional<ChartRow> known =
                    charts.stream().filter(row -> row.isAbout(chart)).findFirst();
            known.ifPresent(row -> row.update(chart));
            rows.add(known.orElseGet(() -> new ChartRow(chart)));
        }
        if (!rows.equals(charts)) {
            charts.setAll(rows);
        }
        if (detail.get() instanceof Detail.OfChart(var row) && !charts.contains(row)) {
            detail.set(new Detail.OfCluster());
        }
    }

    private void updateFindings(List<Finding> newest) {
        if (!newest.equals(findings)) {
            findings.setAll(newest);
        }
        switch (detail.get()) {
            case Detail.OfFinding(var shown) ->
                detail.set(findings.stream()
                        .filter(finding -> finding.code().equals(shown.code())
                                && finding.object().equals(shown.object()))
                        .<Detail>map(Detail.OfFinding::new)
                        .findFirst()
                        .orElse(firstDetail()));
            case Detail.OfCluster _, Detail.OfChart _ -> {}
        }
    }

    private Detail firstDetail() {
        return findings.isEmpty() ? new Detail.OfCluster() : new Detail.OfFinding(findings.getFirst());
    }

    /** Looks into the journal for runs on this cluster that were cut short. */
    public void lookForUnfinishedRuns() {
        Picture shown = picture.get();
        Optional<ClusterWriter> cluster = writer();
        if (shown != null && cluster.isPresent()) {
            background.run(
                    () -> meaning.unfinishedRuns(
                            cluster.get(), shown.assessment().origin()),
                    unfinishedRuns::setAll,
                    problem -> journalProblem.set(
                            Text.of("ui.incident.journal.unreadable", String.valueOf(problem.getMessage()))));
        }
    }

    /** To be called about once a second: ages grow, waits end. */
    public void tick() {
        Picture shown = picture.get();
        Instant ours = clock.instant();
        if (shown == null) {
            return;
        }
        now.set(shown.now(ours));
        Staleness stale = staleness.get();
        if (stale != null) {
            staleness.set(stale.at(ours));
        } else if (shown.observation().freshness() instanceof Observation.Freshness.Live
                && shown.received().plus(REASSESS_AFTER).isBefore(ours)) {
            bridge.accept(new Observation(
                    shown.observation().state().seenAt(now.get()),
                    shown.observation().freshness()));
        }
    }

    /** The way to change this cluster, once it is open. */
    public Optional<ClusterWriter> writer() {
        return Optional.ofNullable(source).flatMap(ClusterSource::writer);
    }

    @Override
    public void close() {
        closed = true;
        bridge.close();
        if (subscription != null) {
            subscription.close();
        }
        ClusterSource open = source;
        if (open != null) {
            closeInBackground(open);
        }
    }

    private void closeInBackground(ClusterSource open) {
        background.run(
                () -> {
                    open.close();
                    return open;
                },
                _ -> {},
                this::fail);
    }

    public Text title() {
        return title;
    }

    public ReadOnlyObjectProperty<Stage> stageProperty() {
        return stage.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Picture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /** What ages count to, on the cluster's clock. */
    ReadOnlyObjectProperty<Instant> nowProperty() {
        return now.getReadOnlyProperty();
    }

    /** Null while the facts are fresh. */
    ReadOnlyObjectProperty<@Nullable Staleness> stalenessProperty() {
        return staleness.getReadOnlyProperty();
    }

    ObjectProperty<Detail> detailProperty() {
        return detail;
    }

    ObservableList<ChartRow> charts() {
        return charts;
    }

    ObservableList<Finding> findings() {
        return findings;
    }

    /** Why the journal could not be looked into; null when it could. */
    ReadOnlyObjectProperty<@Nullable Text> journalProblemProperty() {
        return journalProblem.getReadOnlyProperty();
    }

    public ObservableList<RecordedRun> unfinishedRuns() {
        return unfinishedRuns;
    }

    /** The newest facts, once there are some. */
    public Optional<ClusterState> state() {
        return Optional.ofNullable(picture.get())
                .map(shown -> shown.observation().state());
    }

    /** What they mean. */
    public Optional<Assessment> assessment() {
        return Optional.ofNullable(picture.get()).map(Picture::assessment);
    }
}
