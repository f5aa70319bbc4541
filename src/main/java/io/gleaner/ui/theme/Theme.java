package io.gleaner.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;

/** The two looks. Both take their tokens from AtlantaFX; {@code gleaner.css} adds ours on top. */
public enum Theme {
    LIGHT(new PrimerLight()),
    DARK(new PrimerDark());

    private static final String STYLESHEET = Objects.requireNonNull(
                    Theme.class.getResource("/io/gleaner/ui/gleaner.css"), "gleaner.css is part of the program")
            .toExternalForm();

    private final atlantafx.base.theme.Theme base;

    Theme(atlantafx.base.theme.Theme base) {
        this.base = base;
    }

    public Theme other() {
        return this == LIGHT ? DARK : LIGHT;
    }

    public void applyTo(Scene scene) {
        Application.setUserAgentStylesheet(base.getUserAgentStylesheet());
        if (!scene.getStylesheets().contains(STYLESHEET)) {
            scene.getStylesheets().add(STYLESHEET);
        }
        scene.getRoot().getStyleClass().removeAll("light", "dark");
        scene.getRoot().getStyleClass().add(this == LIGHT ? "light" : "dark");
    }
}
