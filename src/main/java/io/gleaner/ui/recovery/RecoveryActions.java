package io.gleaner.ui.recovery;

import io.gleaner.recovery.RecordedRun;
import io.gleaner.recovery.UnfinishedRun;

/** Where the recovery flow leads to. */
public interface RecoveryActions {
    void backToIncident();

    void finish(UnfinishedRun run);

    void undo(RecordedRun run);
}
