package io.gleaner.ui.recovery;

import atlantafx.base.theme.Styles;
import io.gleaner.recovery.RecordedRun;
import io.gleaner.recovery.UnfinishedRun;
import io.gleaner.recovery.UnfinishedRun.FoundStep;
import io.gleaner.ui.widget.Banner;
import io.gleaner.ui.widget.Code;
import io.gleaner.ui.widget.Facts;
import io.gleaner.ui.widget.Icon;
import io.gleaner.ui.widget.ScrollPage;
import io.gleaner.ui.widget.Shown;
import io.gleaner.ui.widget.State;
import io.gleaner.ui.widget.StateBadge;
import io.gleaner.ui.widget.Words;
import io.gleaner.ui.words.Wording;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What a run did before it was cut short, how its objects are now, and the ways to bring it to an end. */
public final class UnfinishedRunView extends BorderPane {
    private final UnfinishedRunViewModel model;
    private final Wording wording;
    private final Parts parts;

    public UnfinishedRunView(UnfinishedRunViewModel model, Wording wording, RecoveryActions actions) {
        this.model = model;
        this.wording = wording;
        this.parts = new Parts(wording);
        setId("run");
        VBox steps = new VBox();
        steps.setId("run-steps");
        steps.getStyleClass().add("stack");
        Shown.whileOnScreen(steps, model.foundProperty())
                .subscribe(found -> steps.getChildren().setAll(found == null ? List.of(looking()) : steps(found)));
        VBox column = new VBox(failure(), head(model.run()), steps);
        column.getStyleClass().add("page-column");
        setCenter(new ScrollPage(column));
        setBottom(buttons(actions));
    }

    private Node failure() {
        Banner banner = new Banner(Icon.PROBLEM);
        banner.getStyleClass().addAll("state-broken", "in-page");
        Shown.whileOnScreen(banner, model.failureProperty()).subscribe(failure -> {
            banner.setVisible(failure != null);
            if (failure != null) {
                banner.show(wording.say(failure), wording.say("ui.run.failed.next"));
            }
        });
        return banner;
    }

    private Node head(RecordedRun run) {
        Facts facts = new Facts();
        facts.add(wording.say("ui.run.plan"), wording.say("ui.plan." + run.plan()));
        facts.add(wording.say("ui.run.started"), wording.absolute(run.started()));
        facts.add(wording.say("ui.run.by"), run.workstationUser());
        facts.add(wording.say("ui.run.as"), run.clusterUser());
        facts.add(wording.say("ui.run.cluster"), run.cluster());
        return parts.card(
                "",
                new StateBadge(State.NEEDS_YOU, wording.say("ui.run.unfinished")).asPill(),
                Words.wrapped(wording.say("ui.run.headline", run.runId()), "headline"),
                Words.wrapped(wording.say("ui.run.hint"), "muted"),
                facts);
    }

    private Node looking() {
        return parts.card("", Words.wrapped(wording.say("ui.run.looking"), "muted"));
    }

    private List<Node> steps(UnfinishedRun found) {
        return found.steps().stream().map(this::step).toList();
    }

    private Node step(FoundStep found) {
        StateBadge badge = new StateBadge(Looks.of(found.found()), wording.name("ui.found", found.found()));
        badge.setMinWidth(USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(
                12,
                Words.line(String.valueOf(found.step().number()), "step-number"),
                Words.line(found.step().target().toString(), "strong"),
                gap,
                badge);
        line.setAlignment(Pos.CENTER_LEFT);
        VBox card = parts.card("", line, Words.wrapped(wording.say(found.fact()), "muted"));
        if (!found.step().patch().isEmpty()) {
            card.getChildren()
                    .add(new Code(
                            wording,
                            wording.say("ui.run.patch.copy"),
                            found.step().patch()));
        }
        return card;
    }

    private Node buttons(RecoveryActions actions) {
        Button back = button("run-back", "ui.recovery.back.incident", actions::backToIncident);
        back.setCancelButton(true);
        Button close = button("run-close", "ui.run.close", () -> model.close(actions::backToIncident));
        Button undo = button("run-undo", "ui.unfinished.undo", () -> actions.undo(model.run()));
        Button finish = button(
                "run-finish",
                "ui.run.finish",
                () -> finish(model.foundProperty().get(), actions));
        finish.getStyleClass().add(Styles.ACCENT);
        Shown.whileOnScreen(close, model.foundProperty())
                .subscribe(found -> close.setDisable(found == null || !found.canBeClosed()));
        Shown.whileOnScreen(finish, model.foundProperty()).subscribe(found -> finish.setDisable(found == null));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox bar = new HBox(8, back, gap, close, undo, finish);
        bar.getStyleClass().add("action-bar");
        return bar;
    }

    private static void finish(@Nullable UnfinishedRun found, RecoveryActions actions) {
        if (found != null) {
            actions.finish(found);
        }
    }

    private Button button(String id, String key, Runnable action) {
        Button button = new Button(wording.say(key));
        button.setId(id);
        button.setOnAction(_ -> action.run());
        return button;
    }
}
