package io.gleaner.ui.widget;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** Views come and go while their view models stay: a view listens only while it is on the screen. */
public final class Shown {
    private Shown() {}

    /** The value as long as the node is in a scene; nothing is held on to afterwards. */
    public static <T extends @Nullable Object> ObservableValue<T> whileOnScreen(Node node, ObservableValue<T> value) {
        return value.when(node.sceneProperty().map(_ -> true).orElse(false));
    }
}
