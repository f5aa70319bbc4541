package io.gleaner.recovery;

import io.gleaner.model.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The append-only record of every run: one JSON line an event, forced to disk before the request it announces leaves. Owner-only
 * file mode; locked against a second Gleaner while a run is on; a torn last line is told apart from a whole one.
 */
public final class Journal {
    private final Path folder;
    private final Path file;
    private final Consumer<JournalEvent> beforeAppend;

    /** The journal in the given folder, which is made when it is missing. */
    public Journal(Path folder) {
        this(folder, _ -> {});
    }

    Journal(Path folder, Consumer<JournalEvent> beforeAppend) {
        this.folder = folder.toAbsolutePath();
        this.file = this.folder.resolve("journal.jsonl");
        this.beforeAppend = beforeAppend;
    }

    /**
     * What the journal tells.
     *
     * @param runs oldest first
     * @param damaged lines that cannot be read; the runs are told without them
     */
    public record Content(List<RecordedRun> runs, List<DamagedLine> damaged) {
        public Content {
            runs = List.copyOf(runs);
            damaged = List.copyOf(damaged);
        }
    }

    /** A line of the file, counted from 1, and what is wrong with it. */
    public record DamagedLine(int line, Text why) {}

    /** {@code $GLEANER_HOME}, else the folder the system has for the state of programs. */
    public static Path defaultFolder() {
        return defaultFolder(
                System.getenv(), System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", ".")));
    }

    static Path defaultFolder(Map<String, String> environment, String system, Path home) {
        String chosen = environment.getOrDefault("GLEANER_HOME", "");
        if (!chosen.isBlank()) {
            return Path.of(chosen);
        }
        String lowerCase = system.toLowerCase(Locale.ROOT);
        if (lowerCase.startsWith("windows")) {
            return absolute(environment.get("LOCALAPPDATA"))
                    .orElse(home.resolve("AppData").resolve("Local"))
                    .resolve("gleaner");
        }
        if (lowerCase.startsWith("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve("gleaner");
        }
        return absolute(environment.get("XDG_STATE_HOME"))
                .orElse(home.resolve(".local").resolve("state"))
                .resolve("gleaner");
    }

    /** The XDG specification says that a relative path is to be ignored. */
    private static Optional<Path> absolute(@Nullable String path) {
        return Optional.ofNullable(path)
                .filter(each -> !each.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }

    public Path file() {
        return file;
    }

    /**
     * All runs, oldest first; empty when there is no journal yet.
     *
     * @throws JournalException when the file is there and cannot be read
     */
    public List<RecordedRun> runs() {
        return read().runs();
    }

    /** @throws JournalException when the file is there and cannot be read */
    public Content read() {
        if (Files.notExists(file)) {
            return new Content(List.of(), List.of());
        }
        try {
            return JournalReading.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new JournalException(
                    JournalException.Problem.UNREADABLE,
                    Text.of("recovery.journal.unreadable", file.toString(), e.toString()),
                    e);
        }
    }

    public Optional<RecordedRun> run(String runId) {
        return runs().stream().filter(run -> run.runId().equals(runId)).findFirst();
    }

    /** @throws JournalException when a run is on elsewhere, or nothing can be written */
    JournalWriter open() {
        return JournalWriter.open(folder, file, beforeAppend);
    }

    /** Whether a run is on, in this or another process; what looks unfinished is then still under way. */
    public boolean isInUse() {
        if (Files.notExists(folder)) {
            return false;
        }
        try (RunLock _ = RunLock.take(folder)) {
            return false;
        } catch (JournalException _) {
            return true;
        } catch (IOException e) {
            throw new JournalException(
                    JournalException.Problem.UNREADABLE,
                    Text.of("recovery.journal.unreadable", file.toString(), e.toString()),
                    e);
        }
    }
}
