package io.gleaner.source.bundle;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import io.gleaner.source.ResourceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An opened recording, for whoever wants to look into it: nothing is loaded before it is asked for. Safe for several threads. */
public final class Recording implements AutoCloseable {
    private static final int MOST_NOTICES = 3;

    private final Archive archive;
    private final Layout layout;
    private final List<Text> troubles;
    private final @Nullable Path copy;

    /**
     * @param troubles of the file as a whole
     * @param copy a file that is to be deleted in the end, or null
     */
    Recording(Archive archive, List<Text> troubles, @Nullable Path copy) {
        this.archive = archive;
        this.layout = Layout.of(archive);
        this.troubles = List.copyOf(troubles);
        this.copy = copy;
    }

    /**
     * An object as it stands in the bundle.
     *
     * @param yaml as written, without control characters
     * @param repaired the paths of the strings that mean something else than is written, because the bundle's maker changed them
     */
    public record RawObject(String yaml, List<String> repaired) {
        public RawObject {
            repaired = List.copyOf(repaired);
        }
    }

    /** All logs of containers, by namespace, Pod and container, oldest first. */
    public List<LogFile> logs() {
        return List.copyOf(layout.logs());
    }

    /** Hands out the lines of a log one by one, however large it is. */
    public void read(LogFile log, LogFile.Lines lines) throws IOException {
        log.read(archive, lines);
    }

    /** Looks an object up in the file of its kind; empty when it is not there. */
    public Optional<RawObject> object(ObjectRef ref) throws IOException {
        String kind = ResourceKind.of(ref).qualifiedName();
        for (Layout.YamlFile file : layout.yamls(kind)) {
            if (Objects.equals(file.namespace(), ref.namespace())) {
                Optional<RawObject> found = ItemReader.find(archive, file.entry(), ref.name());
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    Archive archive() {
        return archive;
    }

    Layout layout() {
        return layout;
    }

    /** What is unusual about the file: that it breaks off, or what was left out for safety. */
    List<Text> notices() {
        List<Text> notices = new ArrayList<>(troubles);
        List<Archive.LeftOut> leftOut = archive.leftOut();
        leftOut.stream()
                .limit(MOST_NOTICES)
                .map(each -> Text.of("bundle.leftOut", Printable.of(each.path()), each.why()))
                .forEach(notices::add);
        if (leftOut.size() > MOST_NOTICES) {
            notices.add(Text.of("bundle.leftOut.more", leftOut.size() - MOST_NOTICES));
        }
        return List.copyOf(notices);
    }

    @Override
    public void close() {
        archive.close();
        if (copy != null) {
            try {
                Files.deleteIfExists(copy);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
