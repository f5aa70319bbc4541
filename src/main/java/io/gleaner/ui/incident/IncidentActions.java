package io.gleaner.ui.incident;

import io.gleaner.recovery.RecordedRun;

/** Where the incident screen leads to. */
public interface IncidentActions {
    void recover(String plan);

    void showRun(RecordedRun run);

    void undo(RecordedRun run);

    void backToClusters();
}
