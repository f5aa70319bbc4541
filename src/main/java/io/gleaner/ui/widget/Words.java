package io.gleaner.ui.widget;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** Labels that show all of their text, on as many lines as it takes. */
public final class Words {
    private Words() {}

    public static Label wrapped(String text, String... styleClasses) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    public static Label line(String text, String... styleClasses) {
        Label label = new Label(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(styleClasses);
        return label;
    }
}
