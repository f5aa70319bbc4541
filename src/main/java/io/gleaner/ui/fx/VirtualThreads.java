package io.gleaner.ui.fx;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Each piece of work on its own virtual thread. */
public final class VirtualThreads implements Background {
    private final Executor fxThread;

    public VirtualThreads(Executor fxThread) {
        this.fxThread = fxThread;
    }

    @Override
    public <T> void run(Callable<T> work, Consumer<? super T> done, Consumer<? super Exception> failed) {
        Thread.ofVirtual().name("gleaner-work").start(() -> {
            try {
                T result = work.call();
                fxThread.execute(() -> done.accept(result));
            } catch (Exception problem) {
                fxThread.execute(() -> failed.accept(problem));
            }
        });
    }
}
