package io.gleaner.ui.widget;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;

/** A column that scrolls up and down only, and follows the keyboard: what gets the focus comes into view. */
public final class ScrollPage extends ScrollPane {
    public ScrollPage(Node content) {
        super(content);
        getStyleClass().addAll("edge-to-edge", "scroll-page");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        sceneProperty().flatMap(Scene::focusOwnerProperty).subscribe(this::reveal);
    }

    private void reveal(Node focused) {
        if (focused == null || !isInside(focused)) {
            return;
        }
        double hidden =
                getContent().getLayoutBounds().getHeight() - getViewportBounds().getHeight();
        if (hidden <= 0) {
            return;
        }
        Bounds bounds = getContent().sceneToLocal(focused.localToScene(focused.getLayoutBounds()));
        double top = getVvalue() * hidden;
        double bottom = top + getViewportBounds().getHeight();
        if (bounds.getMinY() < top || bounds.getHeight() > getViewportBounds().getHeight()) {
            setVvalue(bounds.getMinY() / hidden);
        } else if (bounds.getMaxY() > bottom) {
            setVvalue((bounds.getMaxY() - getViewportBounds().getHeight()) / hidden);
        }
    }

    private boolean isInside(Node node) {
        for (Parent parent = node.getParent(); parent != null; parent = parent.getParent()) {
            if (parent == this) {
                return true;
            }
        }
        return false;
    }
}
