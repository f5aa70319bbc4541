package io.gleaner.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** What every command that changes a cluster is asked in the same way. */
final class RunOptions {
    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "15m",
            converter = DurationConverter.class,
            description = "How long each step may take to show its effect (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ZERO;

    Consent consent() {
        return Consent.of(yes);
    }

    Duration timeout() {
        return timeout;
    }
}
