package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;

/** One kind of change to one object. Every write Gleaner can send is one of these. */
public sealed interface Operation {
    ObjectRef target();

    /** Sets {@code spec.paused} of a ManagedChart to false, with what was shown to the user as precondition. */
    record ResumeChart(ObjectRef target, String uid, String version) implements Operation {}

    /** Puts a chart back to paused: the undo of {@link ResumeChart}. */
    record PauseChart(ObjectRef target, String uid, String version) implements Operation {}
}
