package io.gleaner.ui.incident;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Finding;
import io.gleaner.analysis.NotChecked;
import io.gleaner.analysis.timeline.Transition;
import io.gleaner.model.Text;
import io.gleaner.ui.widget.Shown;
import io.gleaner.ui.widget.State;
import io.gleaner.ui.widget.StateBadge;
import io.gleaner.ui.widget.Words;
import io.gleaner.ui.words.Wording;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What was found, most severe first, and after it what could not be checked. */
final class FindingList extends VBox {
    /** One line of the list. */
    private sealed interface Entry {
        record Found(Finding finding) implements Entry {}

        /** What looks broken and is normal now, or was: then it takes longer than it should. */
        record Normal(Transition transition, boolean overdue) implements Entry {}

        /** Rules that could not be asked for one and the same reason. */
        record Unchecked(Text reason, List<String> codes) implements Entry {}
    }

    private final IncidentViewModel model;
    private final Wording wording;
    private final ObservableList<Entry> entries = FXCollections.observableArrayList();
    private final ListView<Entry> list = new ListView<>(entries);
    private final Label heading = Words.line("", "title");

    FindingList(IncidentViewModel model, Wording wording) {
        this.model = model;
        this.wording = wording;
        getStyleClass().addAll("card", "findings");
        setMinHeight(190);
        list.setId("incident-findings");
        list.setAccessibleText(wording.say("ui.findings"));
        list.setPlaceholder(Words.wrapped(wording.say("ui.findings.none"), "muted"));
        list.setCellFactory(_ -> new EntryCell());
        VBox.setVgrow(list, Priority.ALWAYS);
        heading.setLabelFor(list);
        getChildren().addAll(heading, list);
        Shown.whileOnScreen(this, model.pictureProperty()).subscribe(picture -> {
            if (picture != null) {
                show(picture.assessment());
            }
        });
        Shown.whileOnScreen(this, model.detailProperty()).subscribe(this::select);
        list.getSelectionModel().selectedItemProperty().subscribe(entry -> {
            if (entry instanceof Entry.Found(var finding)) {
                model.detailProperty().set(new Detail.OfFinding(finding));
            }
        });
    }

    private void show(Assessment assessment) {
        List<Finding> findings = assessment.findings();
        List<NotChecked> notChecked = assessment.notChecked();
        List<Entry> newest = Stream.of(
                        findings.stream().<Entry>map(Entry.Found::new), normal(assessment), unchecked(notChecked))
                .flatMap(each -> each)
                .toList();
        heading.setText(
                notChecked.isEmpty()
                        ? wording.say("ui.findings.heading", findings.size())
                        : wording.say("ui.findings.heading.notChecked", findings.size(), notChecked.size()));
        if (!newest.equals(entries)) {
            entries.setAll(newest);
            select(model.detailProperty().get());
        }
    }

    private static Stream<Entry> normal(Assessment assessment) {
        return assessment.timeline().transitions().stream().map(transition -> {
            Instant worry = transition.worryAfter();
            return new Entry.Normal(transition, worry != null && !worry.isAfter(assessment.asOf()));
        });
    }

    private static Stream<Entry> unchecked(List<NotChecked> notChecked) {
        Map<Text, List<String>> codes = notChecked.stream()
                .collect(Collectors.groupingBy(
                        NotChecked::reason,
                        LinkedHashMap::new,
                        Collectors.mapping(NotChecked::code, Collectors.toList())));
        return codes.entrySet().stream().map(each -> new Entry.Unchecked(each.getKey(), each.getValue()));
    }

    private void select(Detail detail) {
        if (detail instanceof Detail.OfFinding(var finding)) {
            list.getSelectionModel().select(new Entry.Found(finding));
        } else if (list.getSelectionModel().getSelectedItem() instanceof Entry.Found) {
            list.getSelectionModel().clearSelection();
        }
    }

    private final class EntryCell extends ListCell<Entry> {
        private final StateBadge badge = new StateBadge();
        private final Label code = Words.line("", "muted");
        private final Label title = Words.wrapped("", "strong");
        private final Label more = Words.wrapped("", "muted");
        private final VBox content;

        EntryCell() {
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            content = new VBox(new HBox(8, badge, gap, code), title, more);
            content.getStyleClass().add("row-content");
            title.managedProperty().bind(title.textProperty().map(text -> !text.isEmpty()));
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            content.getStyleClass().removeAll("not-checked", "symptom");
            if (empty || entry == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            switch (entry) {
                case Entry.Found(var finding) -> {
                    badge.show(Looks.of(finding.severity()), wording.name("analysis.severity", finding.severity()));
                    code.setText(finding.code());
                    title.setText(wording.say(finding.title()));
                    String cause = finding.causedBy();
                    if (cause == null) {
                        more.setText(wording.say(finding.advice()));
                    } else {
                        content.getStyleClass().add("symptom");
                        more.setText(wording.say("ui.finding.explainedBy", cause));
                    }
                }
                case Entry.Normal(var transition, var overdue) -> {
                    badge.show(
                            overdue ? State.NEEDS_YOU : State.IN_TRANSITION,
                            wording.say(overdue ? "ui.findings.overdue" : "ui.findings.normal"));
                    code.setText("");
                    title.setText(wording.say(transition.what()));
                    Instant worry = transition.worryAfter();
                    String why = wording.say(transition.why());
                    more.setText(
                            worry == null ? why : wording.say("ui.findings.worryAfter", why, wording.clock(worry)));
                }
                case Entry.Unchecked(var reason, var codes) -> {
                    content.getStyleClass().add("not-checked");
                    badge.show(State.NOT_CHECKED, wording.say("ui.state.NOT_CHECKED"));
                    code.setText("");
                    title.setText("");
                    more.setText(wording.say("ui.findings.unchecked", wording.say(reason), String.join(", ", codes)));
                }
            }
            setAccessibleText(String.join(", ", badge.words(), code.getText(), title.getText(), more.getText()));
            setGraphic(content);
        }
    }
}
