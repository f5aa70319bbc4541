package io.gleaner.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Watches a cluster, and resumes by itself when that is wanted. */
@Command(
        name = "watch",
        description = {
            "Tell every change of the state of a cluster, until Ctrl-C.",
            "With --auto-resume, charts that an upgrade left paused are resumed by themselves, with the guards, the journal",
            "and the undo of the plan resume-charts: never one a person paused, never one that was paused before the",
            "upgrade, never while the manifest Job lives, and only when Harvester is not expected to do it itself."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  gleaner watch --context edge-7",
            "  gleaner watch --context edge-7 --auto-resume",
            "",
            "Exit codes: 0 stopped; 2 usage; 3 source unreadable or unreachable; 4 not permitted; 6 a recording."
        })
final class WatchCommand implements Callable<Integer> {
    private final GleanerCommand gleaner;

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Option(names = "--auto-resume", description = "Resume what an upgrade left paused.")
    private boolean autoResume;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Stop after this time (default: watch until Ctrl-C).")
    private @Nullable Duration limit;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "15m",
            converter = DurationConverter.class,
            description = "How long each step may take to show its effect (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ZERO;

    WatchCommand(GleanerCommand gleaner) {
        this.gleaner = gleaner;
    }

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = gleaner.terminal();
        try (OpenCluster cluster = OpenCluster.open(terminal, source);
                Interruption interruption = Interruption.watch(() -> terminal.tell("cli.interrupted"))) {
            BooleanSupplier stopped = stopped(interruption);
            if (autoResume) {
                cluster.guardian(
                                timeout,
                                news -> terminal.print(terminal.guardianText().write(news)))
                        .watch(stopped);
            } else {
                cluster.watch(news -> terminal.print(terminal.guardianText().write(news)))
                        .run(stopped);
            }
            return ExitCode.FINE;
        }
    }

    private BooleanSupplier stopped(Interruption interruption) {
        Duration duration = limit;
        if (duration == null) {
            return interruption::isRequested;
        }
        long start = System.nanoTime();
        return () -> interruption.isRequested() || System.nanoTime() - start > duration.toNanos();
    }
}
