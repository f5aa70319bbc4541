package io.gleaner.ui;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.image.Image;

/** Gleaner's mark in the sizes it comes in. */
final class Mark {
    private Mark() {}

    /** @param size 16, 24, 32, 48, 64, 128, 256 or 512 */
    static Image image(int size) {
        String name = "/io/gleaner/icons/gleaner-%d.png".formatted(size);
        return new Image(
                Objects.requireNonNull(Mark.class.getResource(name), name).toExternalForm());
    }

    /** For the window manager, which takes the size that fits. */
    static List<Image> icons() {
        return Stream.of(16, 32, 48, 128, 256).map(Mark::image).toList();
    }
}
