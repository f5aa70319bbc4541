package io.gleaner.cli;

import io.gleaner.model.Text;
import io.gleaner.recovery.Journal;
import io.gleaner.recovery.RecordedRun;
import java.nio.file.Path;
import java.util.List;

/**
 * The journal's runs, oldest first.
 *
 * @param cutShort runs that never ended; none while a run is on, because that one will still end
 */
record RunsOnRecord(List<RecordedRun> all, List<RecordedRun> cutShort, List<Journal.DamagedLine> damaged, Path file) {
    static RunsOnRecord of(Journal journal) {
        Journal.Content content = journal.read();
        List<RecordedRun> cutShort = journal.isInUse()
                ? List.of()
                : content.runs().stream().filter(RecordedRun::isUnfinished).toList();
        return new RunsOnRecord(content.runs(), cutShort, content.damaged(), journal.file());
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
