package io.gleaner.ui.widget;

import io.gleaner.ui.words.Wording;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** A text to take away, such as a command, with a button that copies it. */
public final class Code extends HBox {
    /** @param what names the text for screen readers */
    public Code(Wording wording, String what, String text) {
        getStyleClass().add("code");
        setAlignment(Pos.CENTER_LEFT);
        Label shown = new Label(text);
        shown.getStyleClass().add("mono");
        shown.setWrapText(true);
        shown.setMinHeight(Region.USE_PREF_SIZE);
        shown.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(shown, Priority.ALWAYS);
        CopyButton copy = new CopyButton(wording, what, () -> text);
        copy.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(shown, copy);
    }
}
