package io.gleaner.recovery;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The append-only record of every run: one JSON line an event, forced to disk before the request it announces leaves. Owner-only
 * file mode; locked against a second Gleaner while a run is on; a torn last line is told apart from a whole one.
 */
public final class Journal {
    private final Path file;

    /** The journal in the given folder, which is made when it is missing. */
    public Journal(Path folder) {
        this.file = folder.resolve("journal.jsonl");
    }

    /** {@code $GLEANER_HOME}, else the XDG state folder of the user. */
    public static Path defaultFolder() {
        throw new IllegalStateException("under construction");
    }

    public Path file() {
        return file;
    }

    /** All runs, oldest first; empty when there is no journal yet. */
    public List<RecordedRun> runs() {
        throw new IllegalStateException("under construction");
    }

    public Optional<RecordedRun> run(String runId) {
        return runs().stream().filter(run -> run.runId().equals(runId)).findFirst();
    }
}
