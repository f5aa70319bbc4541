package io.gleaner.ui.widget;

import javafx.animation.FadeTransition;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.SVGPath;
import javafx.util.Duration;

/** The one way a state is shown: shape, word and colour. */
public final class StateBadge extends HBox {
    private final SVGPath shape = new SVGPath();
    private final Label word = new Label();
    private State shown = State.UNKNOWN;

    public StateBadge() {
        getStyleClass().addAll("state-badge", shown.styleClass());
        setAlignment(Pos.CENTER_LEFT);
        setAccessibleRole(AccessibleRole.TEXT);
        shape.setFillRule(FillRule.EVEN_ODD);
        shape.getStyleClass().add("state-shape");
        word.getStyleClass().add("state-word");
        StackPane box = new StackPane(shape);
        box.getStyleClass().add("state-box");
        HBox.setHgrow(word, Priority.SOMETIMES);
        getChildren().addAll(box, word);
    }

    public StateBadge(State state, String words) {
        this();
        show(state, words);
    }

    /** Makes the badge a filled pill, for the one that heads a screen or a card. */
    public StateBadge asPill() {
        getStyleClass().add("pill");
        setMaxWidth(USE_PREF_SIZE);
        return this;
    }

    /** A change of state fades in, so that the eye finds it. */
    public void show(State state, String words) {
        boolean changed = !word.getText().isEmpty() && state != shown;
        if (state != shown) {
            // In one go: without a state there would be no colour to look up.
            getStyleClass().set(getStyleClass().indexOf(shown.styleClass()), state.styleClass());
            shown = state;
        }
        shape.setContent(state.outline());
        word.setText(words);
        setAccessibleText(words);
        if (changed) {
            FadeTransition fade = new FadeTransition(Duration.millis(120), this);
            fade.setFromValue(0.2);
            fade.setToValue(1);
            fade.play();
        }
    }

    public String words() {
        return word.getText();
    }
}
