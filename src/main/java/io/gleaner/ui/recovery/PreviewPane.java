package io.gleaner.ui.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import io.gleaner.recovery.GuardResult;
import io.gleaner.recovery.Preview;
import io.gleaner.recovery.Preview.Permission;
import io.gleaner.recovery.StepPreview;
import io.gleaner.ui.widget.Code;
import io.gleaner.ui.widget.DiffView;
import io.gleaner.ui.widget.Shown;
import io.gleaner.ui.widget.State;
import io.gleaner.ui.widget.StateBadge;
import io.gleaner.ui.widget.Words;
import io.gleaner.ui.words.Wording;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The plan tried out on the live cluster: rights, guards with the fact behind each, and the exact changes. */
final class PreviewPane extends VBox {
    private final RecoveryViewModel model;
    private final Wording wording;
    private final Parts parts;

    PreviewPane(RecoveryViewModel model, Wording wording) {
        this.model = model;
        this.wording = wording;
        this.parts = new Parts(wording);
        setId("recovery-preview");
        getStyleClass().add("page-column");
        Shown.whileOnScreen(this, model.previewProperty()).subscribe(_ -> show());
        Shown.whileOnScreen(this, model.failureProperty()).subscribe(_ -> show());
    }

    private void show() {
        Preview preview = model.previewProperty().get();
        Text failure = model.failureProperty().get();
        if (preview != null) {
            List<Node> cards = new ArrayList<>(List.of(verdict(preview), permissions(preview)));
            preview.steps().forEach(step -> cards.add(step(step)));
            getChildren().setAll(cards);
        } else if (failure != null) {
            getChildren().setAll(failed(failure));
        } else {
            getChildren().setAll(trying());
        }
    }

    private Node trying() {
        ProgressIndicator progress = new ProgressIndicator();
        progress.setAccessibleText(wording.say("ui.recovery.trying"));
        VBox trying = new VBox(
                progress,
                Words.line(wording.say("ui.recovery.trying"), "title"),
                Words.line(wording.say("ui.recovery.trying.hint"), "muted"));
        trying.getStyleClass().add("centred");
        return trying;
    }

    private Node failed(Text failure) {
        VBox card = parts.card(
                "",
                new StateBadge(State.BROKEN, wording.say("ui.recovery.preview.none")).asPill(),
                Words.wrapped(wording.say(failure), "headline"),
                Words.wrapped(wording.say("ui.recovery.refused.nothing"), "muted"));
        card.setId("recovery-preview-failed");
        return card;
    }

    private Node verdict(Preview preview) {
        String sentence;
        if (!preview.permitted()) {
            sentence = "ui.recovery.preview.notPermitted";
        } else if (preview.steps().stream()
                .anyMatch(step -> step.guards().stream().anyMatch(guard -> !guard.passed()))) {
            sentence = "ui.recovery.preview.guardRefuses";
        } else if (!preview.canRun()) {
            sentence = "ui.recovery.preview.dryRunRefused";
        } else {
            sentence = "ui.recovery.preview.accepted";
        }
        StateBadge badge = new StateBadge().asPill();
        Shown.whileOnScreen(badge, model.runnableProperty()).subscribe(runnable -> {
            if (!preview.canRun()) {
                badge.show(State.BROKEN, wording.say("ui.recovery.preview.cannot"));
            } else if (runnable) {
                badge.show(State.READY, wording.say("ui.recovery.preview.can"));
            } else {
                badge.show(State.NEEDS_YOU, wording.say("ui.recovery.preview.agree"));
            }
        });
        VBox card = parts.card("", badge, Words.wrapped(wording.say(sentence), "headline"));
        card.setId("recovery-preview-verdict");
        return card;
    }

    private Node permissions(Preview preview) {
        List<Permission> granted =
                preview.permissions().stream().filter(Permission::allowed).toList();
        VBox card = parts.card(wording.say("ui.recovery.permissions"));
        card.setId("recovery-permissions");
        preview.permissions().stream()
                .filter(permission -> !permission.allowed())
                .forEach(permission -> card.getChildren()
                        .add(check(State.BROKEN, "ui.recovery.check.missing", wording.say(permission.right()), "")));
        if (!preview.permitted()) {
            card.getChildren().add(Words.wrapped(wording.say("ui.recovery.permission.missing")));
        }
        if (!granted.isEmpty()) {
            HBox summary = check(
                    State.READY,
                    "ui.recovery.check.granted",
                    wording.say(
                            "ui.recovery.permissions.granted",
                            granted.size(),
                            preview.permissions().size()),
                    "");
            VBox all = new VBox();
            all.getStyleClass().add("granted");
            granted.forEach(permission ->
                    all.getChildren().add(Words.wrapped(wording.say(permission.right()), "mono", "muted")));
            card.getChildren().addAll(summary, all);
            unfold(summary, all);
        }
        return card;
    }

    /** The rights that are there are only worth a look to who doubts them. */
    private void unfold(HBox summary, VBox all) {
        Hyperlink more = new Hyperlink(wording.say("ui.recovery.permissions.show"));
        more.setId("recovery-permissions-show");
        more.setMinWidth(USE_PREF_SIZE);
        all.setVisible(false);
        all.managedProperty().bind(all.visibleProperty());
        more.setOnAction(_ -> {
            all.setVisible(!all.isVisible());
            more.setText(
                    wording.say(all.isVisible() ? "ui.recovery.permissions.hide" : "ui.recovery.permissions.show"));
        });
        summary.getChildren().add(more);
    }

    private HBox check(State state, String verdict, String what, String fact) {
        StateBadge badge = new StateBadge(state, wording.say(verdict));
        badge.setMinWidth(USE_PREF_SIZE);
        badge.getStyleClass().add("check-badge");
        VBox words = new VBox(Words.wrapped(what));
        words.setMinWidth(0);
        if (!fact.isEmpty()) {
            words.getChildren().add(Words.wrapped(fact, state == State.READY ? "muted" : state.styleClass()));
        }
        HBox row = new HBox(12, badge, words);
        row.getStyleClass().add("check");
        return row;
    }

    private Node guard(GuardResult guard) {
        ObjectRef object = guard.object();
        String fact = wording.say(guard.fact());
        String named = object == null || fact.contains(object.name()) ? fact : fact + " (" + object + ")";
        return guard.passed()
                ? check(State.READY, "ui.recovery.check.passed", wording.say(guard.guard()), named)
                : check(State.BROKEN, "ui.recovery.check.stops", wording.say(guard.guard()), named);
    }

    private Node step(StepPreview preview) {
        VBox guards = new VBox(Words.line(wording.say("ui.recovery.guards"), "fact-name"));
        preview.guards().forEach(guard -> guards.getChildren().add(guard(guard)));
        guards.getStyleClass().add("checks");
        VBox change =
                new VBox(Words.wrapped(preview.step().operation().target().toString(), "fact-name"), change(preview));
        if (!preview.kubectl().isEmpty()) {
            change.getChildren()
                    .addAll(
                            Words.line(wording.say("ui.recovery.kubectl"), "fact-name"),
                            new Code(wording, wording.say("ui.recovery.kubectl.copy"), preview.kubectl()));
        }
        change.getStyleClass().add("checks");
        GridPane columns = new GridPane();
        columns.getStyleClass().add("columns");
        for (double share : new double[] {46, 54}) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(share);
            columns.getColumnConstraints().add(column);
        }
        columns.addRow(0, guards, change);
        VBox card = parts.card("", parts.stepHead(preview.step(), dryRun(preview)), columns);
        if (RecoveryViewModel.needsAcknowledgement(preview.step())) {
            card.getChildren().add(acknowledgement(preview));
        }
        return card;
    }

    private Node change(StepPreview preview) {
        if (preview.failure() != null) {
            return Words.wrapped(wording.say(preview.failure()), "state-broken");
        }
        return preview.alreadyDone()
                ? Words.wrapped(wording.say("ui.recovery.alreadyDone"), "muted")
                : new DiffView(preview.diff());
    }

    private StateBadge dryRun(StepPreview preview) {
        StateBadge badge = preview.failure() != null
                ? new StateBadge(State.BROKEN, wording.say("ui.recovery.dryRun.refused"))
                : preview.alreadyDone()
                        ? new StateBadge(State.READY, wording.say("ui.recovery.dryRun.notNeeded"))
                        : preview.isForecast()
                                ? new StateBadge(State.NOTE, wording.say("ui.recovery.dryRun.later"))
                                : new StateBadge(State.READY, wording.say("ui.recovery.dryRun.accepted"));
        badge.setMinWidth(USE_PREF_SIZE);
        return badge;
    }

    private Node acknowledgement(StepPreview preview) {
        CheckBox agree = new CheckBox(wording.say(
                "ui.recovery.acknowledge", wording.say(preview.step().riskReason())));
        agree.setId("recovery-acknowledge-" + preview.step().number());
        agree.setWrapText(true);
        agree.setMinHeight(USE_PREF_SIZE);
        agree.setSelected(model.isAcknowledged(preview.step()));
        agree.selectedProperty().subscribe((_, agreed) -> model.acknowledge(preview.step(), agreed));
        HBox box = new HBox(agree);
        box.getStyleClass()
                .addAll("acknowledge", Looks.of(preview.step().risk()).styleClass());
        return box;
    }
}
