package io.gleaner.ui.recovery;

import io.gleaner.ui.widget.Shown;
import io.gleaner.ui.widget.StateBadge;
import io.gleaner.ui.widget.Words;
import io.gleaner.ui.words.Wording;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The steps as they go. */
final class RunPane extends VBox {
    private final Wording wording;
    private final Parts parts;

    RunPane(RecoveryViewModel model, Wording wording) {
        this.wording = wording;
        this.parts = new Parts(wording);
        setId("recovery-run");
        getStyleClass().add("page-column");
        Label note = Words.wrapped("", "muted");
        Shown.whileOnScreen(note, model.stoppingProperty())
                .subscribe(stopping ->
                        note.setText(wording.say(stopping ? "ui.recovery.stopping" : "ui.recovery.running.hint")));
        VBox card = parts.card(wording.say("ui.recovery.running"), note);
        model.steps().forEach(step -> card.getChildren().add(step(step)));
        getChildren().add(card);
    }

    private Node step(RunStep step) {
        StateBadge badge = new StateBadge();
        badge.setMinWidth(USE_PREF_SIZE);
        badge.getStyleClass().add("stage-badge");
        Label detail = Words.wrapped("", "muted", "step-detail");
        Label elapsed = Words.line("", "elapsed");
        HBox head = parts.stepHead(step.preview().step(), elapsed, badge);
        VBox row = new VBox(head, detail);
        row.getStyleClass().add("step");
        detail.managedProperty().bind(detail.textProperty().map(text -> !text.isEmpty()));
        Shown.whileOnScreen(row, step.progressProperty()).subscribe(progress -> {
            badge.show(Looks.of(step.stage()), wording.name("ui.stage", step.stage()));
            detail.setText(progress == null ? "" : wording.say(progress.detail()));
        });
        Shown.whileOnScreen(row, step.elapsedProperty())
                .subscribe(time -> elapsed.setText(time.isZero() ? "" : wording.duration(time)));
        return row;
    }
}
