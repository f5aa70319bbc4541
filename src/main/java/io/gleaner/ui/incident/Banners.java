package io.gleaner.ui.incident;

import atlantafx.base.theme.Styles;
import io.gleaner.recovery.RecordedRun;
import io.gleaner.ui.widget.Banner;
import io.gleaner.ui.widget.Icon;
import io.gleaner.ui.widget.Shown;
import io.gleaner.ui.words.Wording;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

/** What an operator must know before reading on: facts that have become old, runs that were cut short. */
final class Banners extends VBox {
    private final IncidentViewModel model;
    private final Wording wording;
    private final IncidentActions actions;
    private final VBox runs = new VBox();

    Banners(IncidentViewModel model, Wording wording, IncidentActions actions) {
        this.model = model;
        this.wording = wording;
        this.actions = actions;
        getStyleClass().add("banners");
        runs.getStyleClass().add("banners");
        getChildren().addAll(stale(), journal(), runs);
        Shown.whileOnScreen(this, model.stageProperty()).subscribe(_ -> showRuns());
        model.unfinishedRuns().subscribe(this::showRuns);
    }

    private Banner stale() {
        Banner banner = new Banner(Icon.STALE);
        banner.setId("incident-stale");
        banner.getStyleClass().add("state-notice");
        Shown.whileOnScreen(banner, model.stalenessProperty()).subscribe(stale -> {
            banner.setVisible(stale != null);
            if (stale != null) {
                banner.show(
                        wording.say("ui.stale.headline", stale.age()),
                        wording.say("ui.stale.detail", wording.say(stale.cause()), wording.absolute(stale.since())));
            }
        });
        return banner;
    }

    private Banner journal() {
        Banner banner = new Banner(Icon.PROBLEM);
        banner.setId("incident-journal-problem");
        banner.getStyleClass().add("state-notice");
        Shown.whileOnScreen(banner, model.journalProblemProperty()).subscribe(problem -> {
            banner.setVisible(problem != null);
            if (problem != null) {
                banner.show(wording.say(problem), wording.say("ui.incident.journal.unreadable.next"));
            }
        });
        return banner;
    }

    private void showRuns() {
        runs.getChildren()
                .setAll(model.unfinishedRuns().stream().map(this::unfinished).toList());
    }

    private Banner unfinished(RecordedRun run) {
        Button show = new Button(wording.say("ui.unfinished.show"));
        show.setId("incident-unfinished-show");
        show.setOnAction(_ -> actions.showRun(run));
        Button undo = new Button(wording.say("ui.unfinished.undo"));
        undo.setId("incident-unfinished-undo");
        undo.setOnAction(_ -> actions.undo(run));
        for (Button button : new Button[] {show, undo}) {
            button.getStyleClass().add(Styles.SMALL);
            button.setMinWidth(USE_PREF_SIZE);
        }
        Banner banner = new Banner(Icon.UNFINISHED, show, undo);
        banner.setId("incident-unfinished");
        banner.getStyleClass().add("state-needs-you");
        long written =
                run.steps().stream().filter(RecordedRun.RecordedStep::written).count();
        banner.show(
                wording.say("ui.unfinished.headline", wording.say("ui.plan." + run.plan()), run.runId()),
                wording.say(
                        "ui.unfinished.detail",
                        run.started(),
                        written,
                        run.steps().size()));
        return banner;
    }
}
