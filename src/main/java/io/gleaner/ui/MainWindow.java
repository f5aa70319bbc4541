package io.gleaner.ui;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Recommendation;
import io.gleaner.model.ClusterState;
import io.gleaner.model.Text;
import io.gleaner.recovery.RecordedRun;
import io.gleaner.recovery.UnfinishedRun;
import io.gleaner.source.ClusterSource;
import io.gleaner.source.ClusterWriter;
import io.gleaner.source.live.ClusterContext;
import io.gleaner.source.scenario.Scenarios.Scenario;
import io.gleaner.ui.connect.Choice;
import io.gleaner.ui.connect.ConnectView;
import io.gleaner.ui.connect.ConnectViewModel;
import io.gleaner.ui.incident.IncidentActions;
import io.gleaner.ui.incident.IncidentView;
import io.gleaner.ui.incident.IncidentViewModel;
import io.gleaner.ui.recovery.RecoveryActions;
import io.gleaner.ui.recovery.RecoveryDesk;
import io.gleaner.ui.recovery.RecoveryView;
import io.gleaner.ui.recovery.RecoveryViewModel;
import io.gleaner.ui.recovery.RecoveryViewModel.Station;
import io.gleaner.ui.recovery.UnfinishedRunView;
import io.gleaner.ui.recovery.UnfinishedRunViewModel;
import io.gleaner.ui.theme.Theme;
import io.gleaner.ui.widget.Question;
import io.gleaner.ui.widget.Words;
import io.gleaner.ui.words.Language;
import io.gleaner.ui.words.Wording;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javafx.util.Duration;
import javafx.util.Subscription;

/** The window: which screen it shows, in which language and which look. */
final class MainWindow implements IncidentActions, RecoveryActions, TopBar.Actions {
    /** The screens. Views are made anew for each showing; what must last is in the view models here. */
    private sealed interface Screen {
        record Connect() implements Screen {}

        record Incident(IncidentViewModel model) implements Screen {}

        record Recovery(IncidentViewModel incident, RecoveryViewModel model) implements Screen {}

        record Run(IncidentViewModel incident, UnfinishedRunViewModel model) implements Screen {}
    }

    private final Stage stage;
    private final Services services;
    private final BorderPane root = new BorderPane();
    private final ConnectViewModel connect;
    private final Timeline seconds = new Timeline(new KeyFrame(Duration.seconds(1), _ -> tick()));
    private Screen screen = new Screen.Connect();
    private Language language = Language.of(Locale.getDefault());
    private Theme theme;
    private Subscription followingDesktop = Subscription.EMPTY;

    MainWindow(Stage stage, Services services) {
        this.stage = stage;
        this.services = services;
        this.connect = new ConnectViewModel(services.clusters(), services.background(), this::open);
        this.theme = themeOf(Platform.getPreferences().getColorScheme());
        Scene scene = new Scene(root, 1440, 900);
        root.getStyleClass().add("gleaner");
        theme.applyTo(scene);
        followingDesktop = Platform.getPreferences().colorSchemeProperty().subscribe(scheme -> use(themeOf(scheme)));
        scene.getAccelerators().put(KeyCombination.valueOf("Shortcut+R"), this::recoverIfPossible);
        scene.getAccelerators().put(KeyCombination.valueOf("Shortcut+D"), this::toggleTheme);
        scene.getAccelerators().put(KeyCombination.valueOf("Shortcut+W"), this::backToClusters);
        stage.setScene(scene);
        stage.getIcons().setAll(Mark.icons());
        stage.setMinWidth(1024);
        stage.setMinHeight(700);
        stage.setOnCloseRequest(this::mayClose);
        stage.setOnHidden(_ -> close());
        seconds.setCycleCount(Animation.INDEFINITE);
    }

    private static Theme themeOf(ColorScheme scheme) {
        return scheme == ColorScheme.DARK ? Theme.DARK : Theme.LIGHT;
    }

    void show(WindowRequest request) {
        String scenario = request.scenario();
        if (scenario != null) {
            openScenario(scenario);
        } else if (request.bundle() != null) {
            openBundle(request.bundle());
        } else {
            showConnect().ifPresent(view -> {
                if (request.kubeconfig() != null || request.context() != null) {
                    connect.open(request.kubeconfig(), request.context(), view::mayRun);
                }
            });
        }
        stage.show();
        seconds.play();
    }

    private Optional<ConnectView> showConnect() {
        connect.refresh();
        go(new Screen.Connect());
        return root.getCenter() instanceof ConnectView view ? Optional.of(view) : Optional.empty();
    }

    private void open(Choice choice) {
        switch (choice) {
            case Choice.Cluster(ClusterContext context) ->
                openSource(
                        Text.of("ui.verbatim", context.name()),
                        () -> services.clusters().connect(context));
            case Choice.Practice(Scenario scenario) -> openScenario(scenario.name());
            case Choice.Recording(Path bundle) -> openBundle(bundle);
        }
    }

    private void openBundle(Path bundle) {
        openSource(
                Text.of("ui.verbatim", String.valueOf(bundle.getFileName())),
                () -> services.clusters().openBundle(bundle));
    }

    private void openScenario(String name) {
        Text title = services.clusters().scenarios().stream()
                .filter(scenario -> scenario.name().equals(name))
                .map(Scenario::title)
                .findFirst()
                .orElse(Text.of("ui.verbatim", name));
        openSource(title, () -> services.clusters().openScenario(name));
    }

    private void openSource(Text title, Callable<ClusterSource> opener) {
        IncidentViewModel incident = new IncidentViewModel(
                title, opener, services.meaning(), services.background(), services.fxThread(), services.clock());
        incident.open();
        go(new Screen.Incident(incident));
    }

    private void go(Screen next) {
        screen = next;
        render();
    }

    private Wording wording() {
        return new Wording(language, services.zone());
    }

    private void render() {
        Wording wording = wording();
        root.setTop(new TopBar(wording, sourceTitle(), theme, language, this));
        root.setCenter(view(wording));
        stage.setTitle(
                sourceTitle().isEmpty()
                        ? wording.say("ui.window.title")
                        : wording.say("ui.window.title.source", sourceTitle()));
    }

    private String sourceTitle() {
        return incident().map(incident -> wording().say(incident.title())).orElse("");
    }

    private Node view(Wording wording) {
        return switch (screen) {
            case Screen.Connect _ -> new ConnectView(connect, wording, services.filePicker());
            case Screen.Incident(var model) -> new IncidentView(model, wording, this, services.version());
            case Screen.Recovery(var _, var model) -> new RecoveryView(model, wording, this);
            case Screen.Run(var _, var model) -> new UnfinishedRunView(model, wording, this);
        };
    }

    private Optional<IncidentViewModel> incident() {
        return switch (screen) {
            case Screen.Connect _ -> Optional.empty();
            case Screen.Incident(var model) -> Optional.of(model);
            case Screen.Recovery(var incident, var _) -> Optional.of(incident);
            case Screen.Run(var incident, var _) -> Optional.of(incident);
        };
    }

    private void recoverIfPossible() {
        if (screen instanceof Screen.Incident) {
            recover(Recommendation.RESUME_CHARTS);
        }
    }

    @Override
    public void recover(String plan) {
        startRecovery((desk, assessment, state) -> RecoveryViewModel.forPlan(
                desk,
                services.background(),
                services.fxThread(),
                services.clock(),
                names -> desk.plan(plan, assessment, state, names)));
    }

    @Override
    public void finish(UnfinishedRun run) {
        startRecovery((desk, assessment, state) -> RecoveryViewModel.forPlan(
                desk,
                services.background(),
                services.fxThread(),
                services.clock(),
                _ -> desk.finish(run, assessment, state)));
    }

    @Override
    public void undo(RecordedRun run) {
        startRecovery((desk, _, _) ->
                RecoveryViewModel.forUndo(desk, services.background(), services.fxThread(), services.clock(), run));
    }

    private interface Flow {
        RecoveryViewModel of(RecoveryDesk desk, Assessment assessment, ClusterState state);
    }

    private void startRecovery(Flow flow) {
        atTheDesk((incident, desk, assessment) -> incident.state()
                .ifPresent(state -> go(new Screen.Recovery(incident, flow.of(desk, assessment, state)))));
    }

    @Override
    public void showRun(RecordedRun run) {
        atTheDesk((incident, desk, _) ->
                go(new Screen.Run(incident, new UnfinishedRunViewModel(run, desk, services.background()))));
    }

    private interface DeskWork {
        void at(IncidentViewModel incident, RecoveryDesk desk, Assessment assessment);
    }

    /** Does nothing for a source that cannot be written to, or that has not been read yet. */
    private void atTheDesk(DeskWork work) {
        incident().ifPresent(incident -> {
            Optional<ClusterWriter> writer = incident.writer();
            Optional<Assessment> assessment = incident.assessment();
            if (writer.isPresent() && assessment.isPresent()) {
                RecoveryDesk desk =
                        services.desks().apply(writer.get(), assessment.get().origin());
                work.at(incident, desk, assessment.get());
            }
        });
    }

    @Override
    public void backToIncident() {
        incident().ifPresent(incident -> {
            incident.lookForUnfinishedRuns();
            go(new Screen.Incident(incident));
        });
    }

    @Override
    public void backToClusters() {
        if (screen instanceof Screen.Connect) {
            return;
        }
        leave(() -> {
            incident().ifPresent(IncidentViewModel::close);
            showConnect();
        });
    }

    @Override
    public void toggleTheme() {
        followingDesktop.unsubscribe();
        use(theme.other());
    }

    private void use(Theme wanted) {
        if (wanted != theme) {
            theme = wanted;
            theme.applyTo(stage.getScene());
            root.setTop(new TopBar(wording(), sourceTitle(), theme, language, this));
        }
    }

    @Override
    public void speak(Language wanted) {
        language = wanted;
        render();
    }

    private void tick() {
        incident().ifPresent(IncidentViewModel::tick);
        if (screen instanceof Screen.Recovery(var _, var model)) {
            model.tick();
        }
    }

    private void mayClose(WindowEvent request) {
        if (isRunning()) {
            request.consume();
            leave(stage::close);
        }
    }

    private boolean isRunning() {
        return screen instanceof Screen.Recovery(var _, var model) && model.isRunning();
    }

    /** A run that is under way is not left behind: it ends with the step it is at, and only then we go. */
    private void leave(Runnable away) {
        if (!(screen instanceof Screen.Recovery(var _, var model)) || !model.isRunning()) {
            away.run();
            return;
        }
        Wording wording = wording();
        boolean stop = Question.ask(
                stage,
                wording.say("ui.leave.title"),
                wording.say("ui.leave.confirm"),
                wording.say("ui.leave.stay"),
                Words.wrapped(wording.say("ui.leave.why")));
        if (stop) {
            model.stopAfterThisStep();
            model.stationProperty().subscribe(station -> {
                if (station == Station.RESULT) {
                    away.run();
                }
            });
        }
    }

    private void close() {
        seconds.stop();
        followingDesktop.unsubscribe();
        incident().ifPresent(IncidentViewModel::close);
    }
}
