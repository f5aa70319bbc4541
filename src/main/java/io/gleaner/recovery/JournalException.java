package io.gleaner.recovery;

import io.gleaner.model.Text;
import java.io.Serial;

/** The journal cannot be used; without it nothing is written to a cluster. */
public final class JournalException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** What went wrong. */
    public enum Problem {
        /** Another Gleaner is in the middle of a run. */
        LOCKED,
        UNWRITABLE,
        UNREADABLE
    }

    private final Problem problem;
    private final transient Text what;

    public JournalException(Problem problem, Text what) {
        super(problem + " " + what);
        this.problem = problem;
        this.what = what;
    }

    public JournalException(Problem problem, Text what, Throwable cause) {
        super(problem + " " + what, cause);
        this.problem = problem;
        this.what = what;
    }

    public Problem problem() {
        return problem;
    }

    /** The file, the cause and the next step, ready for a user's eyes. */
    public Text what() {
        return what;
    }
}
