package io.gleaner.ui.incident;

import atlantafx.base.theme.Styles;
import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.UpgradeAssessment;
import io.gleaner.ui.widget.Facts;
import io.gleaner.ui.widget.Icon;
import io.gleaner.ui.widget.Shown;
import io.gleaner.ui.widget.StateBadge;
import io.gleaner.ui.widget.Words;
import io.gleaner.ui.words.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Where the upgrade stands in one sentence, and the one thing to do about it. */
final class VerdictPane extends VBox {
    private final Wording wording;
    private final IncidentActions actions;
    private final StateBadge badge = new StateBadge().asPill();
    private final Label headline = Words.wrapped("", "headline");
    private final Label since = Words.line("", "muted");
    private final Label autoResume = Words.wrapped("");
    private final Button recommend = new Button();
    private final Label advice = Words.wrapped("", "advice");
    private final VBox consequences = new VBox();
    private final Tooltip sinceTooltip = new Tooltip();
    private String plan = Recommendation.NONE;

    VerdictPane(IncidentViewModel model, Wording wording, IncidentActions actions) {
        this.wording = wording;
        this.actions = actions;
        setId("incident-verdict");
        getStyleClass().addAll("card", "verdict");
        headline.setId("incident-headline");
        since.setTooltip(sinceTooltip);
        Hyperlink details = new Hyperlink(wording.say("ui.incident.details"));
        details.setId("incident-upgrade-details");
        details.setTooltip(new Tooltip(wording.say("ui.incident.details.tooltip")));
        details.setMinWidth(USE_PREF_SIZE);
        details.setOnAction(_ -> model.detailProperty().set(new Detail.OfCluster()));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox badgeLine = new HBox(12, badge, since, gap, details);
        badgeLine.setAlignment(Pos.CENTER_LEFT);
        recommend.setId("incident-recommend");
        recommend.getStyleClass().add("recommend");
        recommend.setMinWidth(USE_PREF_SIZE);
        recommend.setOnAction(_ -> this.actions.recover(plan));
        advice.setId("incident-advice");
        for (Node node : new Node[] {recommend, advice, autoResume}) {
            node.managedProperty().bind(node.visibleProperty());
        }
        HBox.setHgrow(consequences, Priority.ALWAYS);
        HBox bottom = new HBox(24, recommend, consequences);
        bottom.setAlignment(Pos.CENTER_LEFT);
        VBox words = new VBox(headline, autoResume);
        words.getStyleClass().add("tight");
        getChildren().addAll(badgeLine, words, advice, bottom);

        Shown.whileOnScreen(this, model.pictureProperty()).subscribe(picture -> {
            if (picture != null) {
                show(picture);
                showSince(picture.assessment(), model.nowProperty().get());
            }
        });
        Shown.whileOnScreen(this, model.nowProperty())
                .subscribe(now -> model.assessment().ifPresent(assessment -> showSince(assessment, now)));
    }

    private void show(Picture picture) {
        Assessment assessment = picture.assessment();
        Recommendation recommendation = assessment.recommendation();
        badge.show(Looks.of(assessment), wording.name("ui.state", Looks.of(assessment)));
        // The first sentence is for everybody; what follows, and whether the charts come back by themselves, stands
        // below it.
        String[] sentences = wording.firstSentence(wording.say(recommendation.headline()));
        String resume = assessment
                .upgradeIfAny()
                .map(upgrade -> wording.say(upgrade.autoResume().reason()))
                .filter(reason -> !sentences[1].contains(reason))
                .orElse("");
        headline.setText(sentences[0]);
        String below = (sentences[1] + " " + resume).strip();
        autoResume.setText(below);
        autoResume.setVisible(!below.isEmpty());
        showAction(picture.nextStep());
        Facts facts = new Facts();
        assessment
                .upgradeIfAny()
                .map(UpgradeAssessment::failure)
                .ifPresent(failure -> facts.add(wording.say("ui.incident.failure"), wording.say(failure)));
        facts.add(wording.say("ui.incident.why"), wording.say(recommendation.why()));
        if (asksForSomething(picture.nextStep())) {
            facts.add(wording.say("ui.incident.ifNothing"), wording.say(recommendation.ifNothing()));
            facts.add(wording.say("ui.incident.risk"), wording.say(recommendation.risk()));
        }
        consequences.getChildren().setAll(facts);
    }

    private static boolean asksForSomething(NextStep step) {
        return !(step instanceof NextStep.Nothing || step instanceof NextStep.Wait);
    }

    private void showAction(NextStep step) {
        recommend.setVisible(false);
        recommend.getStyleClass().remove(Styles.ACCENT);
        switch (step) {
            case NextStep.Run(String name, int steps) -> {
                offer(name, wording.say("ui.incident.run." + name, steps));
                recommend.getStyleClass().add(Styles.ACCENT);
                advise(null, "");
            }
            case NextStep.Refused(String name, var refusal) -> {
                offer(name, wording.say("ui.incident.refused"));
                advise(Icon.ADVICE, wording.say(refusal.reason()));
            }
            case NextStep.ReadOnly(String name) ->
                advise(Icon.ADVICE, wording.say("ui.incident.readOnly", wording.say("ui.plan." + name)));
            case NextStep.Wait(Instant until) ->
                advise(
                        Icon.WAIT,
                        until == null
                                ? wording.say("ui.incident.wait")
                                : wording.say("ui.incident.wait.until", wording.clock(until)));
            case NextStep.Advise(String name) -> advise(Icon.ADVICE, wording.say("ui.incident.advise." + name));
            case NextStep.Nothing _ -> advise(null, wording.say("ui.incident.nothing"));
        }
    }

    private void offer(String name, String label) {
        plan = name;
        recommend.setText(label);
        recommend.setTooltip(new Tooltip(wording.say("ui.incident.recommend.tooltip")));
        recommend.setVisible(true);
    }

    private void advise(@Nullable Icon icon, String words) {
        advice.setGraphic(icon == null ? null : icon.node());
        advice.setText(words);
        advice.setVisible(!words.isEmpty());
    }

    private void showSince(Assessment assessment, Instant now) {
        List<String> words = new ArrayList<>();
        assessment.upgradeIfAny().ifPresent(upgrade -> {
            words.add(wording.say("ui.incident.path", upgrade.from(), upgrade.to()));
            words.add(wording.name("analysis.phase", upgrade.phase()));
            Instant moment = moment(upgrade);
            if (moment != null) {
                words.add(wording.say(
                        upgrade.endedAt() == null ? "ui.incident.started" : "ui.incident.ended",
                        wording.ago(moment, now)));
                sinceTooltip.setText(wording.absolute(moment));
            }
        });
        since.setText(String.join("  ·  ", words));
    }

    private static @Nullable Instant moment(UpgradeAssessment upgrade) {
        return upgrade.endedAt() == null ? upgrade.startedAt() : upgrade.endedAt();
    }
}
