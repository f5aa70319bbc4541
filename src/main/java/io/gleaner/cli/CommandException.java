package io.gleaner.cli;

import io.gleaner.model.Text;
import java.io.Serial;

/** A command that cannot go on: what is wrong and what to do, ready for a user's eyes, and the exit code. */
final class CommandException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int exitCode;
    private final transient Text what;
    private final transient Text nextStep;

    CommandException(int exitCode, Text what, Text nextStep) {
        super(what.toString());
        this.exitCode = exitCode;
        this.what = what;
        this.nextStep = nextStep;
    }

    int exitCode() {
        return exitCode;
    }

    Text what() {
        return what;
    }

    Text nextStep() {
        return nextStep;
    }
}
