package io.gleaner.cli;

import io.gleaner.recovery.JournalException;
import io.gleaner.recovery.Preview;
import io.gleaner.recovery.RunResult;
import io.gleaner.recovery.StepPreview;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.SourceException;

/** What the process tells its caller: part of the contract with scripts. */
final class ExitCode {
    static final int FINE = 0;
    static final int FINDINGS = 1;
    static final int USAGE = 2;
    static final int SOURCE = 3;
    static final int NOT_PERMITTED = 4;
    static final int RECOVERY_FAILED = 5;
    static final int REFUSED = 6;
    /** A fault of Gleaner itself, as in sysexits.h. */
    static final int FAULT = 70;

    private ExitCode() {}

    static int of(SourceException.Problem problem) {
        return problem == SourceException.Problem.FORBIDDEN ? NOT_PERMITTED : SOURCE;
    }

    static int of(ClusterRequestException.Reason reason) {
        return switch (reason) {
            case FORBIDDEN -> NOT_PERMITTED;
            case UNAUTHORIZED, TOO_MANY_REQUESTS, SERVER_ERROR, UNREACHABLE -> SOURCE;
            case NOT_FOUND, CONFLICT, INVALID, OTHER -> RECOVERY_FAILED;
        };
    }

    static int of(JournalException.Problem problem) {
        return switch (problem) {
            case UNREADABLE -> SOURCE;
            case UNWRITABLE -> RECOVERY_FAILED;
            case LOCKED -> REFUSED;
        };
    }

    static int of(RunResult.Outcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> FINE;
            case NOT_PERMITTED -> NOT_PERMITTED;
            case REFUSED -> REFUSED;
            case FAILED, NOT_VERIFIED, CANCELLED -> RECOVERY_FAILED;
        };
    }

    static int of(Preview preview) {
        if (preview.canRun()) {
            return FINE;
        }
        if (!preview.permitted()) {
            return NOT_PERMITTED;
        }
        boolean guarded = preview.steps().stream()
                .map(StepPreview::guards)
                .anyMatch(guards -> guards.stream().anyMatch(guard -> !guard.passed()));
        return guarded ? REFUSED : RECOVERY_FAILED;
    }
}
