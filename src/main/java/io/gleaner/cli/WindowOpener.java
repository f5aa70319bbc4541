package io.gleaner.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The way to the window, which the terminal itself knows nothing about. */
@FunctionalInterface
public interface WindowOpener {
    /**
     * Opens the window; it may still be open when this returns. All null: the connect screen.
     *
     * @return false when no window could be shown for lack of a display
     */
    boolean open(@Nullable String scenario, @Nullable Path bundle, @Nullable Path kubeconfig, @Nullable String context);
}
