package io.gleaner.recovery;

import io.gleaner.model.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Held while a run is on, so that two Gleaners of one user do not recover at once. The operating system lets go of it when
 * the process dies.
 */
final class RunLock implements AutoCloseable {
    // POSIX drops a process's lock as soon as any of its handles on the file is closed: the file must not even be
    // opened
    // while this process holds the lock.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** @throws JournalException when somebody else holds it */
    static RunLock take(Path folder) throws IOException {
        Path file = folder.toRealPath().resolve("journal.lock");
        if (!HELD_HERE.add(file)) {
            throw locked(ProcessHandle.current().pid() + "", folder);
        }
        FileChannel channel = null;
        boolean taken = false;
        try {
            channel = OwnerOnly.open(file);
            taken = channel.tryLock() != null;
            if (!taken) {
                throw locked(holder(channel), folder);
            }
            channel.truncate(0);
            channel.write(
                    StandardCharsets.US_ASCII.encode(
                            "" + ProcessHandle.current().pid()),
                    0);
            return new RunLock(file, channel);
        } finally {
            if (!taken) {
                HELD_HERE.remove(file);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        channel.read(pid, 0);
        return StandardCharsets.US_ASCII.decode(pid.flip()).toString();
    }

    private static JournalException locked(String holder, Path folder) {
        return new JournalException(
                JournalException.Problem.LOCKED, Text.of("recovery.journal.locked", holder, folder.toString()));
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(file);
        }
    }
}
