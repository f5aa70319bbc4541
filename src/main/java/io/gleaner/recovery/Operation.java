package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;

/** One kind of change to one object. Every write Gleaner can send is one of these. */
public sealed interface Operation {
    ObjectRef target();

    /** The object must still be the one that was looked at, not one made anew under its name. */
    String uid();

    /** {@code spec.version} as it was shown; empty for a chart that follows the newest. */
    String version();

    /** What {@code spec.paused} is to be. */
    default boolean paused() {
        return switch (this) {
            case ResumeChart _ -> false;
            case PauseChart _ -> true;
        };
    }

    /** The operation's name in the journal. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** Sets {@code spec.paused} of a ManagedChart to false, with what was shown to the user as precondition. */
    record ResumeChart(ObjectRef target, String uid, String version) implements Operation {}

    /** Puts a chart back to paused: the undo of {@link ResumeChart}. */
    record PauseChart(ObjectRef target, String uid, String version) implements Operation {}
}
