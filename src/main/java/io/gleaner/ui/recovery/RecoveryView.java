package io.gleaner.ui.recovery;

import atlantafx.base.theme.Styles;
import io.gleaner.recovery.PlanOffer;
import io.gleaner.recovery.Preview;
import io.gleaner.ui.recovery.RecoveryViewModel.Station;
import io.gleaner.ui.widget.ScrollPage;
import io.gleaner.ui.widget.Shown;
import io.gleaner.ui.widget.Stepper;
import io.gleaner.ui.widget.Words;
import io.gleaner.ui.words.Wording;
import java.util.Arrays;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** The recovery flow: one station at a time, and one button that leads on. */
public final class RecoveryView extends BorderPane {
    private final RecoveryViewModel model;
    private final Wording wording;
    private final RecoveryActions actions;

    public RecoveryView(RecoveryViewModel model, Wording wording, RecoveryActions actions) {
        this.model = model;
        this.wording = wording;
        this.actions = actions;
        setId("recovery");
        Shown.whileOnScreen(this, model.stationProperty()).subscribe(this::show);
    }

    private void show(Station station) {
        Stepper stepper = new Stepper(
                Arrays.stream(Station.values())
                        .map(each -> wording.name("ui.recovery.station", each))
                        .toList(),
                station.ordinal());
        stepper.setId("recovery-stepper");
        StackPane head = new StackPane(stepper);
        head.getStyleClass().add("stepper-bar");
        setTop(head);
        setCenter(new ScrollPage(
                switch (station) {
                    case REVIEW -> new ReviewPane(model, wording);
                    case PREVIEW -> new PreviewPane(model, wording);
                    case RUN -> new RunPane(model, wording);
                    case RESULT -> new ResultPane(model, wording);
                }));
        switch (station) {
            case REVIEW -> setBottom(reviewButtons());
            case PREVIEW -> setBottom(previewButtons());
            case RUN -> setBottom(runButtons());
            case RESULT -> setBottom(resultButtons());
        }
    }

    private Node reviewButtons() {
        Button cancel = button("recovery-cancel", wording.say("ui.recovery.back.incident"), actions::backToIncident);
        cancel.setCancelButton(true);
        Button preview = button("recovery-continue", wording.say("ui.recovery.continue"), model::preview);
        preview.getStyleClass().add(Styles.ACCENT);
        Shown.whileOnScreen(preview, model.offerProperty())
                .subscribe(offer -> preview.setVisible(offer instanceof PlanOffer.Offered));
        focusOnceShown(preview);
        return bar(cancel, preview);
    }

    private Node previewButtons() {
        Button back = button("recovery-back", wording.say("ui.recovery.back.review"), model::backToReview);
        Button cancel = button("recovery-cancel", wording.say("ui.recovery.cancel"), actions::backToIncident);
        cancel.setCancelButton(true);
        Button confirm = button("recovery-confirm", confirmWords(), model::run);
        confirm.getStyleClass().add(Styles.ACCENT);
        confirm.disableProperty().bind(model.runnableProperty().not());
        // Where nothing can be run there is nothing to press; the page says why.
        Shown.whileOnScreen(confirm, model.previewProperty())
                .subscribe(preview -> confirm.setVisible(preview == null || preview.canRun()));
        Label missing = Words.line(wording.say("ui.recovery.preview.agree.hint"), "muted");
        Shown.whileOnScreen(missing, model.runnableProperty())
                .subscribe(runnable -> missing.setVisible(!runnable && canRunOnceAgreed()));
        focusOnceShown(back);
        HBox right = new HBox(12, missing, confirm);
        right.setAlignment(Pos.CENTER_RIGHT);
        return bar(new HBox(8, back, cancel), right);
    }

    private boolean canRunOnceAgreed() {
        Preview preview = model.previewProperty().get();
        return preview != null && preview.canRun();
    }

    private String confirmWords() {
        return model.plan()
                .map(plan -> plan.undoOf().isEmpty()
                        ? wording.say(
                                "ui.recovery.confirm." + plan.name(),
                                plan.steps().size())
                        : wording.say("ui.recovery.confirm.undo", plan.steps().size()))
                .orElse("");
    }

    private Node runButtons() {
        Button stop = button("recovery-stop", wording.say("ui.recovery.stop"), model::stopAfterThisStep);
        stop.disableProperty().bind(model.stoppingProperty());
        return bar(new Region(), stop);
    }

    private Node resultButtons() {
        Button undo = button("recovery-undo", wording.say("ui.unfinished.undo"), () -> {
            var record = model.recordProperty().get();
            if (record != null) {
                actions.undo(record);
            }
        });
        Shown.whileOnScreen(undo, model.recordProperty())
                .subscribe(record -> undo.setVisible(
                        record != null && record.steps().stream().anyMatch(step -> step.written())));
        Button back = button("recovery-incident", wording.say("ui.recovery.back.incident"), actions::backToIncident);
        back.getStyleClass().add(Styles.ACCENT);
        back.setCancelButton(true);
        focusOnceShown(back);
        return bar(undo, back);
    }

    /** The button that can do no harm gets the focus, so that the keyboard finds its place at every station. */
    private static void focusOnceShown(Button harmless) {
        harmless.sceneProperty().subscribe(scene -> {
            if (scene != null) {
                harmless.requestFocus();
            }
        });
    }

    private static Button button(String id, String words, Runnable action) {
        Button button = new Button(words);
        button.setId(id);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private static Node bar(Node left, Node right) {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox bar = new HBox(8, left, gap, right);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("action-bar");
        return bar;
    }
}
