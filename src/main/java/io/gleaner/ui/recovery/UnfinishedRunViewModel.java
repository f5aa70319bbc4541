package io.gleaner.ui.recovery;

import io.gleaner.model.Text;
import io.gleaner.recovery.RecordedRun;
import io.gleaner.recovery.UnfinishedRun;
import io.gleaner.ui.fx.Background;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** A run that was cut short, and what the cluster says of its steps now. */
public final class UnfinishedRunViewModel {
    private final RecordedRun run;
    private final RecoveryDesk desk;
    private final Background background;
    private final ReadOnlyObjectWrapper<@Nullable UnfinishedRun> found = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Text> failure = new ReadOnlyObjectWrapper<>();

    public UnfinishedRunViewModel(RecordedRun run, RecoveryDesk desk, Background background) {
        this.run = run;
        this.desk = desk;
        this.background = background;
        background.run(() -> desk.inspect(run), found::set, this::fail);
    }

    /** Completes the record with what was found, then goes on. */
    void close(Runnable done) {
        UnfinishedRun inspected = found.get();
        if (inspected != null) {
            background.run(
                    () -> {
                        desk.close(inspected);
                        return inspected;
                    },
                    _ -> done.run(),
                    this::fail);
        }
    }

    private void fail(Exception problem) {
        failure.set(Text.of(
                "ui.run.failed",
                Optional.ofNullable(problem.getMessage())
                        .orElse(problem.getClass().getSimpleName())));
    }

    RecordedRun run() {
        return run;
    }

    /** Null until the cluster has been looked at. */
    ReadOnlyObjectProperty<@Nullable UnfinishedRun> foundProperty() {
        return found.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Text> failureProperty() {
        return failure.getReadOnlyProperty();
    }
}
