package io.gleaner.ui.recovery;

import io.gleaner.model.Text;
import io.gleaner.recovery.PlanOffer;
import io.gleaner.recovery.PlanStep;
import io.gleaner.recovery.Preview;
import io.gleaner.recovery.RecordedRun;
import io.gleaner.recovery.RecoveryPlan;
import io.gleaner.recovery.RecoveryPlan.LeftOut;
import io.gleaner.recovery.Risk;
import io.gleaner.recovery.RunResult;
import io.gleaner.recovery.StepProgress;
import io.gleaner.ui.fx.Background;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;
import org.jspecify.annotations.Nullable;

/** One plan on its way from review to result. For the FX thread; what blocks is done in the background. */
public final class RecoveryViewModel {
    /** The four stations of the flow. */
    public enum Station {
        REVIEW,
        PREVIEW,
        RUN,
        RESULT
    }

    private final RecoveryDesk desk;
    private final Background background;
    private final Executor fxThread;
    private final InstantSource clock;
    private final Function<Set<String>, PlanOffer> planner;
    private final List<LeftOutChart> leftOut;

    private final ObservableSet<String> included = FXCollections.observableSet(new TreeSet<>());
    private final ObservableSet<Integer> acknowledged = FXCollections.observableSet();
    private final ReadOnlyObjectWrapper<Station> station = new ReadOnlyObjectWrapper<>(Station.REVIEW);
    private final ReadOnlyObjectWrapper<PlanOffer> offer;
    private final ReadOnlyObjectWrapper<@Nullable Preview> preview = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Text> failure = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable RunResult> result = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable RecordedRun> record = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper stopping = new ReadOnlyBooleanWrapper();
    private final ObservableList<RunStep> steps = FXCollections.observableArrayList();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final BooleanBinding runnable;

    private RecoveryViewModel(
            RecoveryDesk desk,
            Background background,
            Executor fxThread,
            InstantSource clock,
            Function<Set<String>, PlanOffer> planner) {
        this.desk = desk;
        this.background = background;
        this.fxThread = fxThread;
        this.clock = clock;
        this.planner = planner;
        PlanOffer first = planner.apply(Set.of());
        this.offer = new ReadOnlyObjectWrapper<>(first);
        this.leftOut = leftOut(first).stream().map(this::withStep).toList();
        this.runnable = Bindings.createBooleanBinding(this::mayRun, preview, acknowledged);
    }

    /** @param planner makes the plan for some charts by name; for none it takes all that are safe together */
    public static RecoveryViewModel forPlan(
            RecoveryDesk desk,
            Background background,
            Executor fxThread,
            InstantSource clock,
            Function<Set<String>, PlanOffer> planner) {
        return new RecoveryViewModel(desk, background, fxThread, clock, planner);
    }

    public static RecoveryViewModel forUndo(
            RecoveryDesk desk, Background background, Executor fxThread, InstantSource clock, RecordedRun run) {
        return new RecoveryViewModel(desk, background, fxThread, clock, _ -> desk.undo(run));
    }

    private static List<LeftOut> leftOut(PlanOffer offer) {
        return switch (offer) {
            case PlanOffer.Offered(var plan) -> plan.leftOut();
            case PlanOffer.Refused(var _, var because) -> because;
        };
    }

    private static List<PlanStep> stepsOf(PlanOffer offer) {
        return offer instanceof PlanOffer.Offered(var plan) ? plan.steps() : List.of();
    }

    /** Whether a chart may be asked for by name is the planner's to say, so it is asked. */
    private LeftOutChart withStep(LeftOut chart) {
        String name = chart.object().name();
        PlanStep step = stepsOf(planner.apply(Set.of(name))).stream()
                .filter(each -> each.operation().target().equals(chart.object()))
                .findFirst()
                .orElse(null);
        return new LeftOutChart(chart, step);
    }

    /** Takes a chart in that the plan leaves out by itself, or leaves it out again. */
    void include(LeftOutChart chart, boolean wanted) {
        if (wanted ? included.add(chart.name()) : included.remove(chart.name())) {
            offer.set(planner.apply(wantedCharts()));
        }
    }

    private Set<String> wantedCharts() {
        if (included.isEmpty()) {
            return Set.of();
        }
        Set<String> wanted = new TreeSet<>(included);
        stepsOf(planner.apply(Set.of()))
                .forEach(step -> wanted.add(step.operation().target().name()));
        return wanted;
    }

    /** Tries the plan out. Nothing is written. */
    void preview() {
        if (!(offer.get() instanceof PlanOffer.Offered(RecoveryPlan plan))) {
            return;
        }
        preview.set(null);
        failure.set(null);
        acknowledged.clear();
        station.set(Station.PREVIEW);
        background.run(
                () -> desk.preview(plan),
                preview::set,
                problem -> failure.set(Text.of("ui.recovery.preview.failed", message(problem))));
    }

    void backToReview() {
        station.set(Station.REVIEW);
    }

    /** Steps that can do more than a little harm want a tick of their own. */
    static boolean needsAcknowledgement(PlanStep step) {
        return step.risk().compareTo(Risk.LOW) > 0;
    }

    void acknowledge(PlanStep step, boolean agreed) {
        if (agreed) {
            acknowledged.add(step.number());
        } else {
            acknowledged.remove(step.number());
        }
    }

    private boolean mayRun() {
        Preview shown = preview.get();
        return shown != null
                && shown.canRun()
                && shown.plan().steps().stream()
                        .allMatch(step -> !needsAcknowledgement(step) || acknowledged.contains(step.number()));
    }

    /** Runs what was previewed. */
    void run() {
        Preview shown = preview.get();
        if (shown == null || !mayRun() || station.get() != Station.PREVIEW) {
            return;
        }
        steps.setAll(shown.steps().stream().map(RunStep::new).toList());
        station.set(Station.RUN);
        Consumer<StepProgress> onProgress = progress -> fxThread.execute(() -> advance(progress));
        background.run(() -> desk.run(shown, onProgress, stop::get), this::finish, problem -> {
            failure.set(Text.of("ui.recovery.run.failed", message(problem)));
            station.set(Station.RESULT);
        });
    }

    private void advance(StepProgress progress) {
        steps.stream()
                .filter(step -> step.preview().step().number() == progress.step())
                .forEach(step -> step.advance(progress));
    }

    private void finish(RunResult ended) {
        ended.steps().forEach(this::advance);
        result.set(ended);
        station.set(Station.RESULT);
        background.run(
                () -> desk.recorded(ended.runId()),
                found -> record.set(found.orElse(null)),
                problem -> failure.set(Text.of("ui.recovery.journal.failed", message(problem))));
    }

    private static String message(Exception problem) {
        return Optional.ofNullable(problem.getMessage())
                .orElse(problem.getClass().getSimpleName());
    }

    /** Lets the step that is under way end, and starts no other. */
    public void stopAfterThisStep() {
        stopping.set(true);
        stop.set(true);
    }

    public void tick() {
        steps.forEach(step -> step.tick(clock.instant()));
    }

    public boolean isRunning() {
        return station.get() == Station.RUN;
    }

    public ReadOnlyObjectProperty<Station> stationProperty() {
        return station.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<PlanOffer> offerProperty() {
        return offer.getReadOnlyProperty();
    }

    List<LeftOutChart> leftOut() {
        return leftOut;
    }

    boolean isIncluded(LeftOutChart chart) {
        return included.contains(chart.name());
    }

    /** Null while it is being made. */
    ReadOnlyObjectProperty<@Nullable Preview> previewProperty() {
        return preview.getReadOnlyProperty();
    }

    /** What kept a preview or a run from ending in the ordinary way; null when nothing did. */
    ReadOnlyObjectProperty<@Nullable Text> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    boolean isAcknowledged(PlanStep step) {
        return acknowledged.contains(step.number());
    }

    /** Whether the preview allows the run and everything risky was agreed to. */
    BooleanBinding runnableProperty() {
        return runnable;
    }

    ObservableList<RunStep> steps() {
        return steps;
    }

    ReadOnlyBooleanProperty stoppingProperty() {
        return stopping.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable RunResult> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /** The journal's record of the run, once it was read back; what an undo starts from. */
    ReadOnlyObjectProperty<@Nullable RecordedRun> recordProperty() {
        return record.getReadOnlyProperty();
    }

    Path journalFile() {
        return desk.journalFile();
    }

    /** The offered plan, if there is one. */
    Optional<RecoveryPlan> plan() {
        return offer.get() instanceof PlanOffer.Offered(var plan) ? Optional.of(plan) : Optional.empty();
    }
}
