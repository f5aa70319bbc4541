package io.gleaner.ui.recovery;

import io.gleaner.recovery.PlanOffer;
import io.gleaner.recovery.PlanStep;
import io.gleaner.recovery.RecoveryPlan;
import io.gleaner.ui.widget.Facts;
import io.gleaner.ui.widget.Shown;
import io.gleaner.ui.widget.State;
import io.gleaner.ui.widget.StateBadge;
import io.gleaner.ui.widget.Words;
import io.gleaner.ui.words.Wording;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What will change and why, and what is left alone and why. */
final class ReviewPane extends VBox {
    private final RecoveryViewModel model;
    private final Wording wording;
    private final Parts parts;
    private final VBox offer = new VBox();

    ReviewPane(RecoveryViewModel model, Wording wording) {
        this.model = model;
        this.wording = wording;
        this.parts = new Parts(wording);
        setId("recovery-review");
        getStyleClass().add("page-column");
        offer.getStyleClass().add("stack");
        getChildren().add(offer);
        if (!model.leftOut().isEmpty()) {
            getChildren().add(leftOut(model.leftOut()));
        }
        Shown.whileOnScreen(this, model.offerProperty()).subscribe(this::show);
    }

    private void show(PlanOffer newest) {
        offer.getChildren()
                .setAll(
                        switch (newest) {
                            case PlanOffer.Offered(var plan) -> List.of(summary(plan), steps(plan));
                            case PlanOffer.Refused refused -> List.of(refused(refused));
                        });
    }

    private Node refused(PlanOffer.Refused refused) {
        StateBadge badge = new StateBadge(State.BROKEN, wording.say("ui.recovery.refused")).asPill();
        VBox card = parts.card(
                "",
                badge,
                Words.wrapped(wording.say(refused.reason()), "headline"),
                Words.wrapped(wording.say("ui.recovery.refused.nothing"), "muted"));
        card.setId("recovery-refused");
        return card;
    }

    private Node summary(RecoveryPlan plan) {
        Facts facts = new Facts();
        facts.add(wording.say("ui.recovery.risk"), parts.risk(plan.risk()));
        facts.add(wording.say("ui.incident.ifNothing"), wording.say(plan.ifNothing()));
        return parts.card("", Words.wrapped(wording.say(plan.summary()), "headline"), facts);
    }

    private Node steps(RecoveryPlan plan) {
        VBox card = parts.card(wording.say("ui.recovery.steps", plan.steps().size()));
        card.setId("recovery-steps");
        plan.steps().forEach(step -> card.getChildren().add(step(step)));
        return card;
    }

    private Node step(PlanStep step) {
        Label change = Words.line(parts.change(step), "mono", "muted");
        Facts facts = new Facts();
        facts.add(wording.say("ui.incident.why"), wording.say(step.reason()));
        facts.add(wording.say("ui.recovery.risk"), wording.say(step.riskReason()));
        facts.add(wording.say("ui.recovery.verification"), wording.say(step.verification()));
        facts.add(wording.say("ui.recovery.undo"), wording.say(step.undo()));
        VBox row = new VBox(parts.stepHead(step, change, parts.risk(step.risk())), facts);
        row.getStyleClass().add("step");
        return row;
    }

    private Node leftOut(List<LeftOutChart> charts) {
        VBox card = parts.card(
                wording.say("ui.recovery.leftOut", charts.size()),
                Words.wrapped(wording.say("ui.recovery.leftOut.hint"), "muted"));
        card.setId("recovery-left-out");
        charts.forEach(chart -> card.getChildren().add(leftOut(chart)));
        return card;
    }

    private Node leftOut(LeftOutChart chart) {
        VBox words = new VBox(
                Words.wrapped(chart.leftOut().object().toString(), "strong"),
                Words.wrapped(wording.say(chart.leftOut().reason())));
        words.getStyleClass().add("tight");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(16, words);
        row.getStyleClass().add("step");
        PlanStep step = chart.ifIncluded();
        if (step != null) {
            words.getChildren()
                    .add(Words.wrapped(
                            wording.say("ui.recovery.include.risk", wording.say(step.riskReason())), "muted"));
            CheckBox include = new CheckBox(wording.say("ui.recovery.include"));
            include.setId("recovery-include-" + chart.name());
            include.setAccessibleText(wording.say("ui.recovery.include.accessible", chart.name()));
            include.setMinWidth(USE_PREF_SIZE);
            include.setSelected(model.isIncluded(chart));
            include.selectedProperty().subscribe((_, wanted) -> model.include(chart, wanted));
            row.getChildren().addAll(parts.risk(step.risk()), include);
        }
        return row;
    }
}
