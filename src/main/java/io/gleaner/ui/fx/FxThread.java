package io.gleaner.ui.fx;

import java.util.concurrent.Executor;
import javafx.application.Platform;

/** The way onto the FX thread, and the only class that knows how to get there. */
public final class FxThread implements Executor {
    /** Work handed over while on the FX thread is done at once, so that an update is never seen half made. */
    @Override
    public void execute(Runnable work) {
        if (Platform.isFxApplicationThread()) {
            work.run();
        } else {
            Platform.runLater(work);
        }
    }

    /** Starts JavaFX; to be called once in a process. */
    public static void start(Runnable first) {
        Platform.startup(first);
    }
}
