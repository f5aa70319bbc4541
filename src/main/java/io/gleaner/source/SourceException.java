package io.gleaner.source;

import io.gleaner.model.Text;
import java.io.Serial;

/** A source that cannot be used: names the thing, the cause and the next step, ready for a user's eyes. */
public final class SourceException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** What went wrong; decides the exit code. */
    public enum Problem {
        KUBECONFIG_MISSING,
        KUBECONFIG_UNREADABLE,
        CONTEXT_UNKNOWN,
        CERTIFICATE_EXPIRED,
        CERTIFICATE_UNTRUSTED,
        UNREACHABLE,
        UNAUTHORIZED,
        FORBIDDEN,
        NO_HARVESTER,
        EXEC_PLUGIN_MISSING,
        EXEC_PLUGIN_FAILED,
        /** The kubeconfig wants to run a program and nobody has agreed yet. */
        EXEC_PLUGIN_NOT_APPROVED,
        SCENARIO_UNKNOWN,
        BUNDLE_MISSING,
        /** No bundle, or none that can be read at all. */
        BUNDLE_UNREADABLE,
        OTHER
    }

    private final Problem problem;
    private final transient Text what;
    private final transient Text nextStep;

    /**
     * @param what the thing and the cause
     * @param nextStep what the user can do
     */
    public SourceException(Problem problem, Text what, Text nextStep) {
        super(problem + " " + what);
        this.problem = problem;
        this.what = what;
        this.nextStep = nextStep;
    }

    public Problem problem() {
        return problem;
    }

    public Text what() {
        return what;
    }

    public Text nextStep() {
        return nextStep;
    }
}
