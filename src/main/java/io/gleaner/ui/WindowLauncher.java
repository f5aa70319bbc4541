package io.gleaner.ui;

/** Opens the window and returns when it is closed. */
public final class WindowLauncher {
    private WindowLauncher() {}

    /** @throws UnsupportedOperationException when the display does not answer */
    public static void launch(WindowRequest request) {
        throw new UnsupportedOperationException("under construction: " + request);
    }
}
