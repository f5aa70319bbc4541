package io.gleaner.recovery.guardian;

import io.gleaner.model.Origin;
import io.gleaner.model.Text;
import io.gleaner.recovery.JournalException;
import io.gleaner.recovery.OwnerOnly;
import io.gleaner.recovery.guardian.PauseMemory.Sighting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the memory of one cluster over restarts, one file a cluster, replaced as a whole. */
final class PauseMemoryFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Line>> LINES = new TypeReference<>() {};

    private final Path folder;
    private final Path file;

    /** A sighting as it is written. */
    private record Line(String uid, String since, boolean beginningSeen, String upgrade) {}

    /** @param stateFolder where the journal is, too */
    PauseMemoryFile(Path stateFolder, Origin origin) {
        this.folder = stateFolder.resolve("guardian");
        String cluster = origin.kind() + " " + Objects.requireNonNullElse(origin.server(), origin.name());
        this.file = folder.resolve(UUID.nameUUIDFromBytes(cluster.getBytes(StandardCharsets.UTF_8)) + ".json");
    }

    /** Empty when there is none. A file that cannot be read is no proof of anything, and is told. */
    PauseMemory read() {
        if (Files.notExists(file)) {
            return PauseMemory.EMPTY;
        }
        try {
            Map<String, Sighting> charts = new TreeMap<>();
            JSON.readValue(Files.readString(file), LINES)
                    .forEach((name, line) -> charts.put(
                            name,
                            new Sighting(
                                    line.uid(),
                                    true,
                                    Instant.parse(line.since()),
                                    line.beginningSeen(),
                                    line.upgrade())));
            return new PauseMemory(charts);
        } catch (IOException | JacksonException | java.time.DateTimeException | NullPointerException e) {
            throw new JournalException(
                    JournalException.Problem.UNREADABLE,
                    Text.of("recovery.guardian.memory.unreadable", file.toString(), String.valueOf(e.getMessage())),
                    e);
        }
    }

    void write(PauseMemory memory) {
        Map<String, Line> lines = new TreeMap<>();
        memory.lasting()
                .charts()
                .forEach((name, seen) -> lines.put(
                        name, new Line(seen.uid(), seen.since().toString(), seen.beginningSeen(), seen.upgrade())));
        try {
            OwnerOnly.createFolder(folder);
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            try (FileChannel channel = OwnerOnly.open(fresh)) {
                channel.truncate(0);
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(JSON.writeValueAsString(lines));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            OwnerOnly.forceFolder(folder);
        } catch (IOException e) {
            throw new JournalException(
                    JournalException.Problem.UNWRITABLE,
                    Text.of("recovery.guardian.memory.unwritable", file.toString(), String.valueOf(e.getMessage())),
                    e);
        }
    }
}
