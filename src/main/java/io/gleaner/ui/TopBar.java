package io.gleaner.ui;

import atlantafx.base.theme.Styles;
import io.gleaner.ui.theme.Theme;
import io.gleaner.ui.widget.Icon;
import io.gleaner.ui.words.Language;
import io.gleaner.ui.words.Wording;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.controlsfx.control.SegmentedButton;

/** The strip at the top of every screen: where we are, the language, the look. */
final class TopBar extends HBox {
    /** What the strip can do. */
    interface Actions {
        void backToClusters();

        void toggleTheme();

        void speak(Language language);
    }

    /** @param source what is open; empty on the connect screen */
    TopBar(Wording wording, String source, Theme theme, Language language, Actions actions) {
        getStyleClass().add("top-bar");
        setAlignment(Pos.CENTER_LEFT);
        if (!source.isEmpty()) {
            Button back = new Button(wording.say("ui.top.back"), Icon.BACK.node());
            back.setId("top-back");
            back.getStyleClass().add(Styles.FLAT);
            back.setTooltip(new Tooltip(wording.say("ui.top.back.tooltip")));
            back.setMinWidth(USE_PREF_SIZE);
            back.setOnAction(_ -> actions.backToClusters());
            getChildren().add(back);
        }
        if (source.isEmpty()) {
            ImageView mark = new ImageView(Mark.image(64));
            mark.setFitHeight(24);
            mark.setFitWidth(24);
            getChildren().add(mark);
        }
        Label title = new Label(source.isEmpty() ? wording.say("ui.top.title") : source);
        title.setId("top-title");
        title.getStyleClass().add("title");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren().addAll(title, gap, languages(wording, language, actions::speak), look(wording, theme, actions));
    }

    private static SegmentedButton languages(Wording wording, Language current, Consumer<Language> speak) {
        SegmentedButton languages = new SegmentedButton();
        languages.setFocusTraversable(false);
        languages.setAccessibleText(wording.say("ui.top.language"));
        for (Language each : Language.values()) {
            ToggleButton button = new ToggleButton(each.ownName());
            button.setId("top-language-" + each.code());
            button.getStyleClass().add(Styles.SMALL);
            button.setSelected(each == current);
            button.setOnAction(_ -> speak.accept(each));
            languages.getButtons().add(button);
        }
        return languages;
    }

    private static Button look(Wording wording, Theme theme, Actions actions) {
        boolean light = theme == Theme.LIGHT;
        String words = wording.say(light ? "ui.top.dark" : "ui.top.light");
        Button look = new Button(null, (light ? Icon.TO_DARK : Icon.TO_LIGHT).node());
        look.setId("top-theme");
        look.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON);
        look.setAccessibleText(words);
        look.setTooltip(new Tooltip(words));
        look.setOnAction(_ -> actions.toggleTheme());
        return look;
    }
}
