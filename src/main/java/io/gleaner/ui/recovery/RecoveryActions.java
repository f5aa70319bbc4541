package io.gleaner.ui.recovery;

import io.gleaner.recovery.RecordedRun;

/** Where the recovery flow leads to. */
public interface RecoveryActions {
    void backToIncident();

    void undo(RecordedRun run);
}
