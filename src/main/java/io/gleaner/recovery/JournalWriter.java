package io.gleaner.recovery;

import io.gleaner.model.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** The one open end of the journal: holds the lock while a run is on, and returns from each line only when it is on disk. */
final class JournalWriter implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final RunLock lock;
    private final FileChannel channel;
    private final Consumer<JournalEvent> beforeAppend;

    private JournalWriter(Path file, RunLock lock, FileChannel channel, Consumer<JournalEvent> beforeAppend) {
        this.file = file;
        this.lock = lock;
        this.channel = channel;
        this.beforeAppend = beforeAppend;
    }

    /**
     * Makes folder and file where they are missing, and takes the lock.
     *
     * @param beforeAppend told of every event right before it is written
     * @throws JournalException when another Gleaner holds the lock, or the place cannot be written to
     */
    static JournalWriter open(Path folder, Path file, Consumer<JournalEvent> beforeAppend) {
        try {
            OwnerOnly.createFolder(folder);
            RunLock lock = RunLock.take(folder);
            try {
                boolean isNew = Files.notExists(file);
                FileChannel channel = OwnerOnly.open(file);
                if (isNew) {
                    OwnerOnly.forceFolder(folder);
                }
                return new JournalWriter(file, lock, channel, beforeAppend);
            } catch (IOException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /**
     * Appends one line. A line that was torn by a crash or a full disk is left as it is; this one starts afresh.
     *
     * @throws JournalException when the line is not safely on disk
     */
    void append(JournalEvent event) {
        beforeAppend.accept(event);
        try {
            long size = channel.size();
            String line = JSON.writeValueAsString(event) + "\n";
            ByteBuffer bytes =
                    ByteBuffer.wrap((endsWithinLine(size) ? "\n" + line : line).getBytes(StandardCharsets.UTF_8));
            channel.position(size);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private boolean endsWithinLine(long size) throws IOException {
        if (size == 0) {
            return false;
        }
        ByteBuffer last = ByteBuffer.allocate(1);
        channel.read(last, size - 1);
        return last.get(0) != '\n';
    }

    /** Every line is already on disk, so nothing can be lost here. */
    @Override
    public void close() {
        try (lock;
                channel) {
            assert channel.isOpen();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static JournalException unwritable(Path file, IOException cause) {
        return new JournalException(
                JournalException.Problem.UNWRITABLE,
                Text.of("recovery.journal.unwritable", file.toString(), cause.toString()),
                cause);
    }
}
