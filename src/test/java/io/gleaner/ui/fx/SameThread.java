package io.gleaner.ui.fx;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Does everything at once, so that a view model can be tested without a toolkit. */
public final class SameThread implements Background {
    @Override
    public <T> void run(Callable<T> work, Consumer<? super T> done, Consumer<? super Exception> failed) {
        T result;
        try {
            result = work.call();
        } catch (Exception problem) {
            failed.accept(problem);
            return;
        }
        done.accept(result);
    }
}
