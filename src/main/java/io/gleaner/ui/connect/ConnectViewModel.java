package io.gleaner.ui.connect;

import io.gleaner.model.Text;
import io.gleaner.source.SourceException;
import io.gleaner.source.live.ClusterContext;
import io.gleaner.source.scenario.Scenarios.Scenario;
import io.gleaner.ui.fx.Background;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The contexts and incidents that can be opened. */
public final class ConnectViewModel {
    /** Why a kubeconfig could not be used, and what to do about it. */
    public record Problem(Text what, Text nextStep) {}

    private final Clusters clusters;
    private final Background background;
    private final Consumer<Choice> open;
    private final List<Path> files = new ArrayList<>();
    private final ObservableList<ContextRow> contexts = FXCollections.observableArrayList();
    private final ObservableList<Scenario> scenarios = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper searched = new ReadOnlyBooleanWrapper();

    public ConnectViewModel(Clusters clusters, Background background, Consumer<Choice> open) {
        this.clusters = clusters;
        this.background = background;
        this.open = open;
    }

    /** Looks for contexts and incidents; also again, after a return to the screen. */
    public void refresh() {
        scenarios.setAll(clusters.scenarios());
        background.run(
                () -> {
                    List<Path> all = new ArrayList<>(clusters.defaultFiles());
                    files.stream().filter(file -> !all.contains(file)).forEach(all::add);
                    return all.isEmpty() ? List.<ClusterContext>of() : clusters.contexts(all);
                },
                this::show,
                this::fail);
    }

    /** Adds the contexts of one more kubeconfig file. */
    public void addFile(Path file) {
        background.run(
                () -> clusters.contexts(List.of(file)),
                found -> {
                    problem.set(null);
                    if (!files.contains(file)) {
                        files.add(file);
                    }
                    List<ClusterContext> known =
                            contexts.stream().map(ContextRow::context).toList();
                    found.stream().filter(context -> !known.contains(context)).forEach(this::add);
                },
                this::fail);
    }

    /**
     * Opens a context.
     *
     * @param mayRun asked when a kubeconfig that is not the user's own wants to run a program
     */
    public void open(ClusterContext context, Predicate<ClusterContext> mayRun) {
        boolean asksToRun = !context.execCommand().isEmpty() && !context.fromDefaultFile();
        if (context.flaw() == null && (!asksToRun || mayRun.test(context))) {
            open.accept(new Choice.Cluster(context));
        }
    }

    /** Opens the context named on the command line; without a name the current one. */
    public void open(@Nullable Path file, @Nullable String context, Predicate<ClusterContext> mayRun) {
        background.run(() -> clusters.find(file, context), found -> open(found, mayRun), this::fail);
    }

    public void open(Scenario scenario) {
        open.accept(new Choice.Practice(scenario));
    }

    public void openBundle(Path bundle) {
        open.accept(new Choice.Recording(bundle));
    }

    /** A zip or a folder is a support bundle, any other file a kubeconfig. */
    public void take(List<Path> dropped) {
        for (Path file : dropped) {
            if (Files.isDirectory(file)
                    || file.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
                openBundle(file);
                return;
            }
            addFile(file);
        }
    }

    private void show(List<ClusterContext> found) {
        problem.set(null);
        contexts.clear();
        found.forEach(this::add);
        searched.set(true);
    }

    private void add(ClusterContext context) {
        ContextRow row = new ContextRow(context);
        contexts.add(row);
        if (context.flaw() == null) {
            background.run(() -> clusters.probe(context), row::found, this::fail);
        }
    }

    private void fail(Exception failure) {
        searched.set(true);
        problem.set(
                failure instanceof SourceException source
                        ? new Problem(source.what(), source.nextStep())
                        : new Problem(
                                Text.of("ui.problem.unexpected", String.valueOf(failure.getMessage())),
                                Text.of("ui.problem.unexpected.next")));
    }

    public ObservableList<ContextRow> contexts() {
        return contexts;
    }

    public ObservableList<Scenario> scenarios() {
        return scenarios;
    }

    public ReadOnlyObjectProperty<@Nullable Problem> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public void dismissProblem() {
        problem.set(null);
    }

    /** Whether the first search for contexts is over. */
    public ReadOnlyBooleanProperty searchedProperty() {
        return searched.getReadOnlyProperty();
    }
}
