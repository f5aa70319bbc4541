package io.gleaner.ui.recovery;

import io.gleaner.recovery.PlanStep;
import io.gleaner.recovery.Risk;
import io.gleaner.ui.widget.StateBadge;
import io.gleaner.ui.widget.Words;
import io.gleaner.ui.words.Wording;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The pieces that the stations of the flow have in common. */
final class Parts {
    private final Wording wording;

    Parts(Wording wording) {
        this.wording = wording;
    }

    StateBadge risk(Risk risk) {
        StateBadge badge = new StateBadge(Looks.of(risk), wording.name("ui.risk", risk));
        badge.setMinWidth(Region.USE_PREF_SIZE);
        return badge;
    }

    /** What a step does, in a few words: {@code Resume harvester-crd}. */
    String action(PlanStep step) {
        String chart = step.operation().target().name();
        return switch (step.operation().name()) {
            case "ResumeChart" -> wording.say("ui.recovery.action.resume", chart);
            case "PauseChart" -> wording.say("ui.recovery.action.pause", chart);
            default -> wording.say(step.operation().words());
        };
    }

    /** Short enough for the head of a step; what else is changed is shown by the preview. */
    String change(PlanStep step) {
        return switch (step.operation().name()) {
            case "ResumeChart" -> "spec.paused: true → false";
            case "PauseChart" -> "spec.paused: false → true";
            default -> step.operation().target().toString();
        };
    }

    VBox card(String title, Node... content) {
        VBox card = new VBox();
        card.getStyleClass().add("card");
        if (!title.isEmpty()) {
            card.getChildren().add(Words.wrapped(title, "title"));
        }
        card.getChildren().addAll(content);
        return card;
    }

    /** The head of a step: its number, what it does, and at the right how it stands. */
    HBox stepHead(PlanStep step, Node... right) {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(
                12, Words.line(String.valueOf(step.number()), "step-number"), Words.line(action(step), "strong"), gap);
        head.getChildren().addAll(right);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }
}
