package io.gleaner.ui.incident;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Certainty;
import io.gleaner.analysis.PhaseProgress;
import io.gleaner.analysis.UpgradeAssessment;
import io.gleaner.ui.widget.Shown;
import io.gleaner.ui.widget.State;
import io.gleaner.ui.widget.StateBadge;
import io.gleaner.ui.widget.Words;
import io.gleaner.ui.words.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The phases under Harvester's own names. A solid bar was measured, a hatched one derived, an outlined one guessed. */
final class PhaseStrip extends HBox {
    private final IncidentViewModel model;
    private final Wording wording;
    private List<String> shown = List.of();
    private boolean wide = true;

    PhaseStrip(IncidentViewModel model, Wording wording) {
        this.model = model;
        this.wording = wording;
        setId("incident-phases");
        getStyleClass().addAll("card", "phases");
        managedProperty().bind(visibleProperty());
        Shown.whileOnScreen(this, model.pictureProperty()).subscribe(_ -> refresh());
        Shown.whileOnScreen(this, model.nowProperty()).subscribe(_ -> refresh());
    }

    /** In a narrow window the times stand below the words. */
    void makeWide(boolean wanted) {
        if (wanted != wide) {
            wide = wanted;
            shown = List.of();
            refresh();
        }
    }

    private void refresh() {
        UpgradeAssessment upgrade = model.assessment().map(Assessment::upgrade).orElse(null);
        setVisible(upgrade != null);
        if (upgrade != null) {
            show(upgrade, model.nowProperty().get());
        }
    }

    private void show(UpgradeAssessment upgrade, Instant now) {
        // Ages change by the minute, this is asked by the second.
        List<String> words =
                upgrade.phases().stream().map(phase -> describe(phase, now)).toList();
        if (!words.equals(shown)) {
            shown = words;
            getChildren()
                    .setAll(upgrade.phases().stream()
                            .map(phase -> segment(phase, now))
                            .toList());
        }
    }

    private String describe(PhaseProgress phase, Instant now) {
        return phase + duration(phase, now);
    }

    private Node segment(PhaseProgress phase, Instant now) {
        State state = Looks.of(phase.state());
        Region bar = new Region();
        bar.getStyleClass().addAll("phase-bar", phase.certainty().name().toLowerCase(Locale.ROOT), state.styleClass());
        Label name = new Label(wording.name("analysis.phase", phase.id()));
        name.getStyleClass().add("strong");
        name.setMinWidth(0);
        String words = wording.name("analysis.phaseState", phase.state());
        Label time = Words.line(duration(phase, now), "muted");
        time.setMaxWidth(USE_PREF_SIZE);
        StateBadge badge = new StateBadge(state, words);
        badge.setMinWidth(USE_PREF_SIZE);
        Pane line = wide ? new HBox(8, badge, time) : new VBox(2, badge, time);
        VBox segment = new VBox(bar, name, line);
        segment.getStyleClass().addAll("phase", "phase-" + phase.state().name().toLowerCase(Locale.ROOT));
        segment.setMinWidth(0);
        segment.setPrefWidth(0);
        HBox.setHgrow(segment, Priority.ALWAYS);
        Tooltip.install(segment, new Tooltip(tooltip(phase)));
        segment.setAccessibleText(name.getText() + ", " + words + ", " + time.getText());
        return segment;
    }

    private String duration(PhaseProgress phase, Instant now) {
        Instant start = phase.start();
        if (start == null || phase.state() == PhaseProgress.State.PENDING) {
            return "";
        }
        Instant until = phase.end();
        if (until == null) {
            if (phase.state() != PhaseProgress.State.RUNNING) {
                return "";
            }
            until = now;
        }
        return mark(phase.certainty()) + wording.duration(Duration.between(start, until));
    }

    private static String mark(Certainty certainty) {
        return certainty == Certainty.MEASURED ? "" : "≈ ";
    }

    private String tooltip(PhaseProgress phase) {
        List<String> lines = new ArrayList<>();
        lines.add(wording.name("analysis.phase", phase.id()) + " – "
                + wording.name("analysis.phaseState", phase.state()));
        Instant start = phase.start();
        if (start != null) {
            lines.add(wording.say("ui.phase.from", wording.absolute(start)));
        }
        Instant end = phase.end();
        if (end != null) {
            lines.add(wording.say("ui.phase.until", wording.absolute(end)));
        }
        lines.add(wording.name("ui.certainty.long", phase.certainty()));
        return String.join("\n", lines);
    }
}
