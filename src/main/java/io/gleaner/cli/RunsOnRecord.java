package io.gleaner.cli;

import io.gleaner.model.Text;
import io.gleaner.recovery.Journal;
import io.gleaner.recovery.RecordedRun;
import io.gleaner.recovery.RunResult;
import java.nio.file.Path;
import java.util.List;

/** The journal's runs, oldest first. */
record RunsOnRecord(List<RecordedRun> all, Path file) {
    static RunsOnRecord of(Journal journal) {
        return new RunsOnRecord(journal.runs(), journal.file());
    }

    /** Runs that never ended, and that no later run finished or took back. */
    List<RecordedRun> cutShort() {
        return all.stream()
                .filter(RecordedRun::isUnfinished)
                .filter(run -> all.stream().noneMatch(later -> settles(later, run)))
                .toList();
    }

    private static boolean settles(RecordedRun later, RecordedRun run) {
        boolean sameWork = later.plan().equals(run.plan())
                && later.cluster().equals(run.cluster())
                && later.server().equals(run.server());
        return later.outcome() == RunResult.Outcome.SUCCEEDED
                && later.started().isAfter(run.started())
                && (later.undoOf().equals(run.runId())
                        || (sameWork && later.undoOf().isEmpty()));
    }

    /** The run whose id starts so. */
    RecordedRun find(String start) {
        List<RecordedRun> found =
                all.stream().filter(run -> run.runId().startsWith(start)).toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new CommandException(
                ExitCode.USAGE,
                found.isEmpty()
                        ? Text.of("cli.run.unknown", start, file.toString())
                        : Text.of(
                                "cli.run.ambiguous",
                                start,
                                found.stream().map(RecordedRun::runId).toList()),
                Text.of("cli.run.unknown.next"));
    }
}
