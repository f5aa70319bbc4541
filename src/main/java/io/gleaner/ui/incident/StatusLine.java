package io.gleaner.ui.incident;

import io.gleaner.analysis.Assessment;
import io.gleaner.model.Coverage;
import io.gleaner.source.Observation;
import io.gleaner.ui.widget.Shown;
import io.gleaner.ui.widget.State;
import io.gleaner.ui.widget.StateBadge;
import io.gleaner.ui.widget.Words;
import io.gleaner.ui.words.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.controlsfx.control.StatusBar;

/** Where the facts come from, how fresh they are and how much could be read. */
final class StatusLine extends StatusBar {
    private final Wording wording;
    private final StateBadge freshness = new StateBadge();
    private final Label read = Words.line("", "meta");
    private final Tooltip notRead = new Tooltip();

    StatusLine(IncidentViewModel model, Wording wording, String version) {
        this.wording = wording;
        setId("incident-status");
        getStyleClass().add("status-line");
        setText("");
        setFocusTraversable(false);
        getLeftItems().add(freshness);
        Label rules = Words.line(wording.say("ui.status.version", version, Assessment.RULES_VERSION), "meta");
        getRightItems().addAll(read, rules);
        Shown.whileOnScreen(this, model.pictureProperty()).subscribe(picture -> {
            if (picture != null) {
                show(picture);
            }
        });
    }

    private void show(Picture picture) {
        Assessment assessment = picture.assessment();
        List<String> words = new ArrayList<>();
        words.add(wording.name("ui.origin", assessment.origin().kind()) + " "
                + assessment.origin().name());
        Stream.of(assessment.origin().context(), assessment.origin().server())
                .filter(Objects::nonNull)
                .filter(each ->
                        !each.isEmpty() && !each.equals(assessment.origin().name()))
                .forEach(words::add);
        if (!assessment.cluster().harvesterVersion().isEmpty()) {
            words.add("Harvester " + assessment.cluster().harvesterVersion());
        }
        if (!assessment.cluster().kubernetesVersion().isEmpty()) {
            words.add("Kubernetes " + assessment.cluster().kubernetesVersion());
        }
        setText(String.join("  ·  ", words));
        switch (picture.observation().freshness()) {
            case Observation.Freshness.Live _ -> freshness.show(State.READY, wording.say("ui.status.live"));
            case Observation.Freshness.Stale _ -> freshness.show(State.NOTICE, wording.say("ui.status.stale"));
            case Observation.Freshness.Recorded _ -> freshness.show(State.NOTE, wording.say("ui.status.recorded"));
        }
        showCoverage(assessment.coverage());
    }

    private void showCoverage(List<Coverage> coverage) {
        long kinds = coverage.stream().map(Coverage::kind).distinct().count();
        List<Coverage> missing =
                coverage.stream().filter(each -> !each.wasRead()).toList();
        long missingKinds = missing.stream().map(Coverage::kind).distinct().count();
        read.setText(
                missing.isEmpty()
                        ? wording.say("ui.status.read", kinds)
                        : wording.say("ui.status.read.missing", kinds - missingKinds, missingKinds));
        notRead.setText(missing.stream().map(this::describe).collect(Collectors.joining("\n")));
        read.setTooltip(missing.isEmpty() ? null : notRead);
    }

    private String describe(Coverage coverage) {
        String place = coverage.namespace() == null ? "" : " (" + coverage.namespace() + ")";
        String detail = coverage.detail().isEmpty() ? "" : " – " + coverage.detail();
        return coverage.kind() + place + ": " + wording.name("ui.coverage", coverage.status()) + detail;
    }
}
