package io.gleaner.ui.recovery;

import atlantafx.base.theme.Styles;
import io.gleaner.recovery.RecordedRun;
import io.gleaner.recovery.RecordedRun.RecordedStep;
import io.gleaner.ui.widget.Code;
import io.gleaner.ui.widget.Facts;
import io.gleaner.ui.widget.ScrollPage;
import io.gleaner.ui.widget.State;
import io.gleaner.ui.widget.StateBadge;
import io.gleaner.ui.widget.Words;
import io.gleaner.ui.words.Wording;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A run as the journal tells it; above all one that was cut short. */
public final class RecordedRunView extends BorderPane {
    private final Wording wording;
    private final Parts parts;

    public RecordedRunView(RecordedRun run, Wording wording, RecoveryActions actions) {
        this.wording = wording;
        this.parts = new Parts(wording);
        setId("run");
        Facts facts = new Facts();
        facts.add(wording.say("ui.run.plan"), wording.say("ui.plan." + run.plan()));
        facts.add(wording.say("ui.run.started"), wording.absolute(run.started()));
        facts.add(wording.say("ui.run.by"), run.workstationUser());
        facts.add(wording.say("ui.run.as"), run.clusterUser());
        facts.add(wording.say("ui.run.cluster"), run.cluster());
        VBox head = parts.card(
                "",
                new StateBadge(State.NEEDS_YOU, wording.say("ui.run.unfinished")).asPill(),
                Words.wrapped(wording.say("ui.run.headline", run.runId()), "headline"),
                Words.wrapped(wording.say("ui.run.hint"), "muted"),
                facts);
        VBox column = new VBox(head);
        column.getStyleClass().add("page-column");
        run.steps().forEach(step -> column.getChildren().add(step(step)));
        setCenter(new ScrollPage(column));
        setBottom(buttons(run, actions));
    }

    private Node step(RecordedStep step) {
        StateBadge badge = step.result() != null
                ? new StateBadge(Looks.of(step.result()), wording.name("ui.stage", step.result()))
                : step.written()
                        ? new StateBadge(State.NEEDS_YOU, wording.say("ui.run.step.written"))
                        : new StateBadge(State.UNKNOWN, wording.say("ui.run.step.unknown"));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(
                12,
                Words.line(String.valueOf(step.number()), "step-number"),
                Words.line(step.target().toString(), "strong"),
                gap,
                badge);
        line.setAlignment(Pos.CENTER_LEFT);
        VBox card = parts.card("", line, new Code(wording, wording.say("ui.run.patch.copy"), step.patch()));
        if (!step.detail().isEmpty()) {
            card.getChildren().add(Words.wrapped(step.detail(), "muted"));
        }
        return card;
    }

    private Node buttons(RecordedRun run, RecoveryActions actions) {
        Button back = new Button(wording.say("ui.recovery.back.incident"));
        back.setId("run-back");
        back.setCancelButton(true);
        back.setOnAction(_ -> actions.backToIncident());
        Button undo = new Button(wording.say("ui.unfinished.undo"));
        undo.setId("run-undo");
        undo.getStyleClass().add(Styles.ACCENT);
        undo.setOnAction(_ -> actions.undo(run));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox bar = new HBox(8, back, gap, undo);
        bar.getStyleClass().add("action-bar");
        return bar;
    }
}
