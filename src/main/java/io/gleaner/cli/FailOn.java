package io.gleaner.cli;

import io.gleaner.analysis.Severity;
import java.util.Locale;

/** From which severity on a diagnosis counts as failed. */
enum FailOn {
    WARNING(Severity.WARNING),
    ERROR(Severity.ERROR),
    CRITICAL(Severity.CRITICAL);

    private final Severity severity;

    FailOn(Severity severity) {
        this.severity = severity;
    }

    Severity severity() {
        return severity;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
