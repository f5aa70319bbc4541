package io.gleaner.ui.connect;

import atlantafx.base.theme.Styles;
import io.gleaner.source.live.ClusterContext;
import io.gleaner.source.scenario.Scenarios.Scenario;
import io.gleaner.ui.widget.Banner;
import io.gleaner.ui.widget.Code;
import io.gleaner.ui.widget.Icon;
import io.gleaner.ui.widget.Question;
import io.gleaner.ui.widget.Words;
import io.gleaner.ui.words.Wording;
import java.io.File;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The first screen: a column for each kind of source. */
public final class ConnectView extends BorderPane {
    private final ConnectViewModel model;
    private final Wording wording;
    private final FilePicker filePicker;

    public ConnectView(ConnectViewModel model, Wording wording, FilePicker filePicker) {
        this.model = model;
        this.wording = wording;
        this.filePicker = filePicker;
        setId("connect");
        getStyleClass().add("page");
        setTop(new VBox(title(), problem()));
        setCenter(columns());
        setOnDragOver(this::offerDrop);
        setOnDragDropped(this::drop);
    }

    private Node title() {
        VBox title = new VBox(
                Words.wrapped(wording.say("ui.connect.title"), "headline"),
                Words.wrapped(wording.say("ui.connect.subtitle"), "muted"));
        title.getStyleClass().add("page-title");
        return title;
    }

    private Node problem() {
        Button dismiss = new Button(null, Icon.CLOSE.node());
        dismiss.setId("connect-problem-dismiss");
        dismiss.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON);
        dismiss.setAccessibleText(wording.say("ui.dismiss"));
        dismiss.setTooltip(new Tooltip(wording.say("ui.dismiss")));
        dismiss.setOnAction(_ -> model.dismissProblem());
        Banner banner = new Banner(Icon.PROBLEM, dismiss);
        banner.setId("connect-problem");
        banner.getStyleClass().add("state-broken");
        model.problemProperty().subscribe(problem -> {
            banner.setVisible(problem != null);
            if (problem != null) {
                banner.show(wording.say(problem.what()), wording.say(problem.nextStep()));
            }
        });
        return banner;
    }

    private Node columns() {
        GridPane columns = new GridPane();
        columns.getStyleClass().add("columns");
        VBox right = new VBox(recordings(), practice());
        right.getStyleClass().add("stack");
        VBox.setVgrow(right.getChildren().getLast(), Priority.ALWAYS);
        columns.addRow(0, clusters(), right);
        for (double share : new double[] {58, 42}) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(share);
            columns.getColumnConstraints().add(column);
        }
        RowConstraints row = new RowConstraints();
        row.setVgrow(Priority.ALWAYS);
        columns.getRowConstraints().add(row);
        return columns;
    }

    private Node clusters() {
        ListView<ContextRow> list = new ListView<>(model.contexts());
        list.setId("connect-contexts");
        list.setAccessibleText(wording.say("ui.connect.clusters"));
        list.setCellFactory(_ -> new ContextCell(wording));
        Label none = Words.wrapped("", "muted");
        none.textProperty()
                .bind(Bindings.when(model.searchedProperty())
                        .then(wording.say("ui.connect.clusters.none"))
                        .otherwise(wording.say("ui.connect.clusters.searching")));
        list.setPlaceholder(new VBox(none));
        list.getPlaceholder().getStyleClass().add("empty");
        onOpen(list, row -> model.open(row.context(), this::mayRun));

        Button open = openButton("connect-open-context", "ui.connect.clusters.open");
        open.getStyleClass().add(Styles.ACCENT);
        open.disableProperty()
                .bind(list.getSelectionModel().selectedItemProperty().isNull());
        open.setOnAction(
                _ -> model.open(list.getSelectionModel().getSelectedItem().context(), this::mayRun));
        Button add = new Button(wording.say("ui.connect.clusters.add"), Icon.ADD.node());
        add.setId("connect-add-file");
        add.setOnAction(_ -> filePicker
                .pick(getScene().getWindow(), wording.say("ui.connect.clusters.add.title"))
                .ifPresent(model::addFile));
        model.contexts().subscribe(() -> {
            if (list.getSelectionModel().isEmpty()) {
                list.getSelectionModel().select(currentContext());
            }
        });
        list.getSelectionModel().select(currentContext());
        return column(Icon.CLUSTER, "ui.connect.clusters", "ui.connect.clusters.hint", list, add, open);
    }

    private @Nullable ContextRow currentContext() {
        return model.contexts().stream()
                .filter(row -> row.context().current())
                .findFirst()
                .orElse(model.contexts().isEmpty() ? null : model.contexts().getFirst());
    }

    private Node practice() {
        ListView<Scenario> list = new ListView<>(model.scenarios());
        list.setId("connect-scenarios");
        list.setAccessibleText(wording.say("ui.connect.practise"));
        list.setCellFactory(_ -> new ScenarioCell(wording));
        list.getSelectionModel().selectFirst();
        onOpen(list, model::open);
        Button open = openButton("connect-open-scenario", "ui.connect.practise.open");
        open.disableProperty()
                .bind(list.getSelectionModel().selectedItemProperty().isNull());
        open.setOnAction(_ -> model.open(list.getSelectionModel().getSelectedItem()));
        return column(Icon.PRACTISE, "ui.connect.practise", "ui.connect.practise.hint", list, open);
    }

    private Node recordings() {
        Label heading = Words.line(wording.say("ui.connect.bundle"), "title");
        heading.setGraphic(Icon.RECORDING.node());
        Button open = openButton("connect-open-bundle", "ui.connect.bundle.open");
        open.setOnAction(_ -> filePicker
                .pick(getScene().getWindow(), wording.say("ui.connect.bundle.title"))
                .ifPresent(model::openBundle));
        HBox buttons = new HBox(open);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        VBox card = new VBox(heading, Words.wrapped(wording.say("ui.connect.bundle.hint"), "muted"), buttons);
        card.getStyleClass().add("card");
        return card;
    }

    private Button openButton(String id, String key) {
        Button open = new Button(wording.say(key));
        open.setId(id);
        return open;
    }

    private Node column(Icon icon, String title, String hint, ListView<?> list, Button... actions) {
        Label heading = Words.line(wording.say(title), "title");
        heading.setGraphic(icon.node());
        heading.setLabelFor(list);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox buttons = new HBox(8, gap);
        buttons.setAlignment(Pos.CENTER_LEFT);
        buttons.getChildren().addAll(actions);
        VBox column = new VBox(heading, Words.wrapped(wording.say(hint), "muted"), list, buttons);
        column.getStyleClass().add("card");
        VBox.setVgrow(list, Priority.ALWAYS);
        return column;
    }

    private static <T> void onOpen(ListView<T> list, Consumer<T> open) {
        Runnable openSelected = () -> {
            T selected = list.getSelectionModel().getSelectedItem();
            if (selected != null) {
                open.accept(selected);
            }
        };
        list.setOnMouseClicked(click -> {
            if (click.getClickCount() == 2) {
                openSelected.run();
            }
        });
        list.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER) {
                openSelected.run();
                key.consume();
            }
        });
    }

    /** Shows the program a kubeconfig wants to run, and asks. */
    public boolean mayRun(ClusterContext context) {
        String command = String.join(" ", context.execCommand());
        return Question.ask(
                getScene().getWindow(),
                wording.say("ui.connect.exec.title", context.name()),
                wording.say("ui.connect.exec.confirm"),
                wording.say("ui.cancel"),
                Words.wrapped(wording.say("ui.connect.exec.why", context.file().toString())),
                new Code(wording, wording.say("ui.connect.exec.command"), command),
                Words.wrapped(wording.say("ui.connect.exec.risk"), "muted"));
    }

    private void offerDrop(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
        }
        event.consume();
    }

    private void drop(DragEvent event) {
        model.take(event.getDragboard().getFiles().stream().map(File::toPath).toList());
        event.setDropCompleted(true);
        event.consume();
    }
}
