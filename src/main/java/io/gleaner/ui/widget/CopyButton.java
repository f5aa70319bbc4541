package io.gleaner.ui.widget;

import atlantafx.base.theme.Styles;
import io.gleaner.ui.words.Wording;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;

/** Copies a text and says that it did. */
public final class CopyButton extends Button {
    /** @param what names the text for tooltips and screen readers */
    public CopyButton(Wording wording, String what, Supplier<String> text) {
        super(wording.say("ui.copy"), Icon.COPY.node());
        getStyleClass().addAll(Styles.SMALL, Styles.FLAT, "copy-button");
        setAccessibleText(what);
        setTooltip(new Tooltip(what));
        setOnAction(_ -> {
            Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text.get()));
            setText(wording.say("ui.copied"));
            setGraphic(Icon.COPIED.node());
        });
        focusedProperty().subscribe(focused -> {
            if (!focused) {
                setText(wording.say("ui.copy"));
                setGraphic(Icon.COPY.node());
            }
        });
    }
}
