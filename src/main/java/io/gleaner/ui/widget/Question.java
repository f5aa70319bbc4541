package io.gleaner.ui.widget;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** Asks before something is done that cannot be taken back quietly. */
public final class Question {
    private Question() {}

    /**
     * Waits for the answer.
     *
     * @param confirm what will be done, as the button says it
     * @return false also when the question was closed
     */
    public static boolean ask(Window owner, String title, String confirm, String cancel, Node... content) {
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(owner);
        dialog.setTitle(title);
        ButtonType yes = new ButtonType(confirm, ButtonData.OK_DONE);
        ButtonType no = new ButtonType(cancel, ButtonData.CANCEL_CLOSE);
        VBox body = new VBox(Words.wrapped(title, "title"));
        body.getChildren().addAll(content);
        body.getStyleClass().add("question");
        dialog.getDialogPane().setContent(body);
        dialog.getDialogPane().getButtonTypes().setAll(yes, no);
        dialog.getDialogPane().getStylesheets().setAll(owner.getScene().getStylesheets());
        dialog.getDialogPane()
                .getStyleClass()
                .addAll(owner.getScene().getRoot().getStyleClass().stream()
                        .filter(look -> look.equals("light") || look.equals("dark"))
                        .toList());
        // The careful answer is the one that Enter gives.
        Button confirmButton = (Button) dialog.getDialogPane().lookupButton(yes);
        confirmButton.setDefaultButton(false);
        confirmButton.setId("question-confirm");
        Button cancelButton = (Button) dialog.getDialogPane().lookupButton(no);
        cancelButton.setId("question-cancel");
        dialog.setOnShown(_ -> cancelButton.requestFocus());
        return dialog.showAndWait().filter(yes::equals).isPresent();
    }
}
