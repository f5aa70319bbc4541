package io.gleaner.ui.widget;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The stations of a flow: which are behind, where we are, what is to come. */
public final class Stepper extends HBox {
    /** @param current index of the station we are at */
    public Stepper(List<String> stations, int current) {
        getStyleClass().add("stepper");
        setAlignment(Pos.CENTER_LEFT);
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText((current + 1) + "/" + stations.size() + " " + stations.get(current));
        for (int index = 0; index < stations.size(); index++) {
            if (index > 0) {
                Region line = new Region();
                line.getStyleClass().add("stepper-line");
                HBox.setHgrow(line, Priority.SOMETIMES);
                getChildren().add(line);
            }
            String look = index < current ? "behind" : index == current ? "current" : "ahead";
            Label number = Words.line(index < current ? "✓" : String.valueOf(index + 1), "stepper-number", look);
            Label name = Words.line(stations.get(index), "stepper-name", look);
            HBox station = new HBox(number, name);
            station.getStyleClass().add("stepper-station");
            station.setAlignment(Pos.CENTER_LEFT);
            getChildren().add(station);
        }
    }
}
