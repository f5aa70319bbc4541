package io.gleaner.ui.fx;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Runs blocking work off the FX thread and brings back what came of it. */
public interface Background {
    /**
     * @param done called on the FX thread with the result
     * @param failed called on the FX thread instead, when the work threw
     */
    <T> void run(Callable<T> work, Consumer<? super T> done, Consumer<? super Exception> failed);
}
