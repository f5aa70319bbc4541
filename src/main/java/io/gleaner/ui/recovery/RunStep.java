package io.gleaner.ui.recovery;

import io.gleaner.recovery.StepPreview;
import io.gleaner.recovery.StepProgress;
import io.gleaner.recovery.StepProgress.Stage;
import java.time.Duration;
import java.time.Instant;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** One step of a run as it goes. */
final class RunStep {
    private final StepPreview preview;
    private final ReadOnlyObjectWrapper<@Nullable StepProgress> progress = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Duration> elapsed = new ReadOnlyObjectWrapper<>(Duration.ZERO);
    private @Nullable Instant started;

    RunStep(StepPreview preview) {
        this.preview = preview;
    }

    StepPreview preview() {
        return preview;
    }

    Stage stage() {
        StepProgress newest = progress.get();
        return newest == null ? Stage.WAITING : newest.stage();
    }

    /** Null before the run has come to this step. */
    ReadOnlyObjectProperty<@Nullable StepProgress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Duration> elapsedProperty() {
        return elapsed.getReadOnlyProperty();
    }

    void advance(StepProgress newest) {
        if (started == null && newest.stage() != Stage.WAITING) {
            started = newest.at();
        }
        count(newest.at());
        progress.set(newest);
    }

    void tick(Instant now) {
        if (!stage().isFinal()) {
            count(now);
        }
    }

    private void count(Instant now) {
        if (started != null && now.isAfter(started)) {
            elapsed.set(Duration.between(started, now));
        }
    }
}
