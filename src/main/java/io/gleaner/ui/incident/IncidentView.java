package io.gleaner.ui.incident;

import atlantafx.base.theme.Styles;
import io.gleaner.ui.widget.Icon;
import io.gleaner.ui.widget.ScrollPage;
import io.gleaner.ui.widget.Shown;
import io.gleaner.ui.widget.Words;
import io.gleaner.ui.words.Wording;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The incident screen. */
public final class IncidentView extends StackPane {
    /** Below this the findings and the details stand one above the other. */
    private static final double SIDE_BY_SIDE = 1100;

    private final IncidentViewModel model;
    private final Wording wording;
    private final IncidentActions actions;
    private final String version;
    private @Nullable Node content;

    public IncidentView(IncidentViewModel model, Wording wording, IncidentActions actions, String version) {
        this.model = model;
        this.wording = wording;
        this.actions = actions;
        this.version = version;
        setId("incident");
        Shown.whileOnScreen(this, model.stageProperty()).subscribe(this::show);
    }

    private void show(IncidentViewModel.Stage stage) {
        getChildren()
                .setAll(
                        switch (stage) {
                            case IncidentViewModel.Stage.Reading _ -> reading();
                            case IncidentViewModel.Stage.Unreadable unreadable -> unreadable(unreadable);
                            case IncidentViewModel.Stage.Showing _ -> content();
                        });
    }

    private Node reading() {
        ProgressIndicator progress = new ProgressIndicator();
        progress.setAccessibleText(wording.say("ui.incident.reading", wording.say(model.title())));
        VBox reading =
                new VBox(progress, Words.line(wording.say("ui.incident.reading", wording.say(model.title())), "title"));
        reading.setId("incident-reading");
        reading.getStyleClass().add("centred");
        return reading;
    }

    private Node unreadable(IncidentViewModel.Stage.Unreadable problem) {
        Button again = new Button(wording.say("ui.incident.again"));
        again.setId("incident-again");
        again.getStyleClass().add(Styles.ACCENT);
        again.setOnAction(_ -> model.open());
        Button back = new Button(wording.say("ui.incident.back"));
        back.setId("incident-back");
        back.setOnAction(_ -> actions.backToClusters());
        HBox buttons = new HBox(8, again, back);
        Label heading = Words.wrapped(wording.say("ui.incident.unreadable", wording.say(model.title())), "headline");
        heading.setGraphic(Icon.PROBLEM.node());
        VBox words = new VBox(
                heading,
                Words.wrapped(wording.say(problem.what())),
                Words.wrapped(wording.say(problem.nextStep())),
                buttons);
        words.setId("incident-unreadable");
        words.getStyleClass().addAll("card", "problem");
        words.setMaxWidth(640);
        words.setMaxHeight(USE_PREF_SIZE);
        VBox centred = new VBox(words);
        centred.getStyleClass().add("centred");
        return centred;
    }

    private Node content() {
        if (content == null) {
            content = makeContent();
        }
        return content;
    }

    private Node makeContent() {
        ChartTable charts = new ChartTable(model, wording);
        Label heading = Words.line(wording.say("ui.charts"), "title");
        heading.setLabelFor(charts);
        VBox chartCard = new VBox(heading, charts);
        chartCard.getStyleClass().add("card");
        PhaseStrip phases = new PhaseStrip(model, wording);
        GridPane details = new GridPane();
        details.getStyleClass().add("columns");
        VBox.setVgrow(details, Priority.ALWAYS);
        FindingList findings = new FindingList(model, wording);
        DetailPane detail = new DetailPane(model, wording);
        widthProperty().map(width -> width.doubleValue() >= SIDE_BY_SIDE).subscribe(wide -> {
            arrange(details, findings, detail, wide);
            charts.showPausedBy(wide);
            phases.makeWide(wide);
        });
        VBox column = new VBox(new VerdictPane(model, wording, actions), phases, chartCard, details);
        column.getStyleClass().add("page-column");
        ScrollPage page = new ScrollPage(column);
        page.setFitToHeight(true);
        BorderPane pane = new BorderPane(page);
        pane.setTop(new Banners(model, wording, actions));
        pane.setBottom(new StatusLine(model, wording, version));
        BorderPane.setAlignment(page, Pos.TOP_LEFT);
        return pane;
    }

    private static void arrange(GridPane pane, Node findings, Node detail, boolean sideBySide) {
        pane.getChildren().clear();
        pane.getColumnConstraints().clear();
        for (double share : sideBySide ? new double[] {42, 58} : new double[] {100}) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(share);
            pane.getColumnConstraints().add(column);
        }
        pane.add(findings, 0, 0);
        pane.add(detail, sideBySide ? 1 : 0, sideBySide ? 0 : 1);
        GridPane.setVgrow(findings, Priority.ALWAYS);
        GridPane.setVgrow(detail, Priority.ALWAYS);
    }
}
