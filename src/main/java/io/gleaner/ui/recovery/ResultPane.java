package io.gleaner.ui.recovery;

import io.gleaner.model.Text;
import io.gleaner.recovery.RunResult;
import io.gleaner.recovery.StepProgress;
import io.gleaner.ui.widget.Code;
import io.gleaner.ui.widget.Facts;
import io.gleaner.ui.widget.State;
import io.gleaner.ui.widget.StateBadge;
import io.gleaner.ui.widget.Words;
import io.gleaner.ui.words.Wording;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** How it ended, step by step, and where it is written down. */
final class ResultPane extends VBox {
    private final RecoveryViewModel model;
    private final Wording wording;
    private final Parts parts;

    ResultPane(RecoveryViewModel model, Wording wording) {
        this.model = model;
        this.wording = wording;
        this.parts = new Parts(wording);
        setId("recovery-result");
        getStyleClass().add("page-column");
        RunResult result = model.resultProperty().get();
        Text failure = model.failureProperty().get();
        getChildren().add(result == null ? brokenOff(failure) : outcome(result));
        VBox steps = parts.card(wording.say("ui.recovery.result.steps"));
        model.steps().forEach(step -> steps.getChildren().add(step(step)));
        getChildren().addAll(steps, record(result));
    }

    private Node outcome(RunResult result) {
        VBox card = parts.card(
                "",
                new StateBadge(Looks.of(result.outcome()), wording.name("ui.outcome", result.outcome())).asPill(),
                Words.wrapped(wording.say(result.summary()), "headline"),
                Words.wrapped(wording.name("ui.outcome.next", result.outcome()), "muted"));
        card.setId("recovery-outcome");
        return card;
    }

    private Node brokenOff(@Nullable Text failure) {
        VBox card = parts.card(
                "",
                new StateBadge(State.BROKEN, wording.say("ui.recovery.brokenOff")).asPill(),
                Words.wrapped(failure == null ? "" : wording.say(failure), "headline"),
                Words.wrapped(wording.say("ui.recovery.brokenOff.next"), "muted"));
        card.setId("recovery-outcome");
        return card;
    }

    private Node step(RunStep step) {
        StateBadge badge = new StateBadge(Looks.of(step.stage()), wording.name("ui.stage", step.stage()));
        badge.setMinWidth(USE_PREF_SIZE);
        badge.getStyleClass().add("stage-badge");
        StepProgress progress = step.progressProperty().get();
        String elapsed = step.elapsedProperty().get().isZero()
                ? ""
                : wording.duration(step.elapsedProperty().get());
        Facts facts = new Facts();
        if (progress != null) {
            facts.add(wording.say("ui.recovery.result.happened"), wording.say(progress.detail()));
        }
        switch (step.stage()) {
            case DONE ->
                facts.add(
                        wording.say("ui.recovery.result.change"),
                        parts.change(step.preview().step()));
            case NOT_VERIFIED ->
                facts.add(
                        wording.say("ui.recovery.result.change"),
                        parts.change(step.preview().step()));
            default -> {}
        }
        VBox row = new VBox(parts.stepHead(step.preview().step(), Words.line(elapsed, "elapsed"), badge), facts);
        row.getStyleClass().add("step");
        return row;
    }

    private Node record(@Nullable RunResult result) {
        HBox record = new HBox(16);
        if (result != null && !result.runId().isEmpty()) {
            record.getChildren().add(named("ui.recovery.result.run", "ui.recovery.result.run.copy", result.runId()));
        }
        Node journal = named(
                "ui.recovery.result.journal",
                "ui.recovery.result.journal.copy",
                model.journalFile().toString());
        HBox.setHgrow(journal, Priority.ALWAYS);
        record.getChildren().add(journal);
        return parts.card(wording.say("ui.recovery.result.record"), record);
    }

    private Node named(String name, String copy, String value) {
        return new VBox(4, Words.line(wording.say(name), "fact-name"), new Code(wording, wording.say(copy), value));
    }
}
