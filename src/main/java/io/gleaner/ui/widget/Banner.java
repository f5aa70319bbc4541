package io.gleaner.ui.widget;

import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A calm strip across a screen: an icon, a sentence, a second line, things to do about it. */
public final class Banner extends HBox {
    private final Label headline = new Label();
    private final Label more = new Label();

    public Banner(Icon icon, Node... actions) {
        getStyleClass().add("banner");
        setAlignment(Pos.CENTER_LEFT);
        setAccessibleRole(AccessibleRole.TEXT);
        headline.getStyleClass().add("strong");
        headline.setWrapText(true);
        more.setWrapText(true);
        more.managedProperty().bind(more.textProperty().map(text -> !text.isEmpty()));
        for (Label label : new Label[] {headline, more}) {
            label.setMinHeight(Region.USE_PREF_SIZE);
        }
        VBox words = new VBox(headline, more);
        words.getStyleClass().add("banner-words");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(icon.node(), words);
        getChildren().addAll(actions);
        visibleProperty().subscribe(visible -> setManaged(visible));
    }

    public void show(String sentence, String detail) {
        headline.setText(sentence);
        more.setText(detail);
        setAccessibleText(sentence + " " + detail);
    }
}
