package io.gleaner.ui.widget;

import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A unified diff: removed lines red with a minus, added lines green with a plus. */
public final class DiffView extends VBox {
    /** @param lines each starting with {@code -}, {@code +} or a blank */
    public DiffView(List<String> lines) {
        getStyleClass().add("diff");
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText(String.join("\n", lines));
        lines.forEach(line -> getChildren().add(row(line)));
    }

    private static Label row(String line) {
        Label row = new Label(line.isEmpty() ? " " : line.charAt(0) + " " + line.substring(1));
        row.setMaxWidth(Double.MAX_VALUE);
        row.setMinHeight(Region.USE_PREF_SIZE);
        row.getStyleClass()
                .add(
                        switch (line.isEmpty() ? ' ' : line.charAt(0)) {
                            case '-' -> "diff-removed";
                            case '+' -> "diff-added";
                            default -> "diff-context";
                        });
        return row;
    }
}
