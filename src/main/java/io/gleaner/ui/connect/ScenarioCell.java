package io.gleaner.ui.connect;

import io.gleaner.source.scenario.Scenarios.Scenario;
import io.gleaner.ui.widget.Words;
import io.gleaner.ui.words.Wording;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A built-in incident: title and what it is about. */
final class ScenarioCell extends ListCell<Scenario> {
    private final Wording wording;
    private final Label title = Words.wrapped("", "strong");
    private final Label description = Words.wrapped("", "muted");
    private final VBox content = new VBox(title, description);

    ScenarioCell(Wording wording) {
        this.wording = wording;
        content.getStyleClass().add("row-content");
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Scenario scenario, boolean empty) {
        super.updateItem(scenario, empty);
        if (empty || scenario == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        title.setText(wording.say(scenario.title()));
        description.setText(wording.say(scenario.description()));
        setAccessibleText(title.getText() + ". " + description.getText());
        setGraphic(content);
    }
}
