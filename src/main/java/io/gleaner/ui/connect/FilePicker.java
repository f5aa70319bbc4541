package io.gleaner.ui.connect;

import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.Window;

/** Lets the user choose a file. */
@FunctionalInterface
public interface FilePicker {
    Optional<Path> pick(Window owner, String title);
}
