package io.gleaner.source.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the objects of one file: only those whose name is wanted are parsed, and repaired. */
final class ItemReader {
    private static final Logger LOG = LoggerFactory.getLogger(ItemReader.class);
    // Above it a file that is not cut into items as usual is not worth its memory.
    private static final int LARGEST_WHOLE = 32 << 20;

    /**
     * What came of a file.
     *
     * @param seen how many items there are
     * @param trouble why not all of it could be read, in the reader's words; empty when it could
     */
    record Result(List<ObjectNode> objects, int seen, String trouble) {}

    private ItemReader() {}

    static Result read(Archive archive, Archive.Entry file, Predicate<String> wantedName, LeftOutFields leftOut) {
        List<ObjectNode> objects = new ArrayList<>();
        int seen = 0;
        int broken = 0;
        String trouble = "";
        try (ItemStream items = new ItemStream(archive.open(file))) {
            while (items.next()) {
                seen++;
                String name = ItemName.of(items.bytes(), items.from(), items.to());
                if (name.isEmpty() || wantedName.test(name)) {
                    Optional<ObjectNode> object = parse(items.bytes(), items.from(), items.to(), leftOut);
                    object.ifPresent(objects::add);
                    broken += object.isPresent() ? 0 : 1;
                }
            }
            if (items.form() != ItemStream.Form.LIST) {
                return whole(archive, file, wantedName);
            }
        } catch (IOException e) {
            trouble = words(file, e);
        }
        if (broken > 0) {
            trouble = file.path() + ": YAML " + broken + "/" + seen;
        }
        return new Result(objects, seen, trouble);
    }

    /** The names in a file, as far as it can be read. */
    static void names(Archive archive, Archive.Entry file, Consumer<String> names) {
        try (ItemStream items = new ItemStream(archive.open(file))) {
            while (items.next()) {
                names.accept(ItemName.of(items.bytes(), items.from(), items.to()));
            }
        } catch (IOException e) {
            LOG.warn("{} breaks off", file.path(), e);
        }
    }

    private static Optional<ObjectNode> parse(byte[] text, int from, int to, LeftOutFields leftOut) {
        Optional<ObjectNode> object = BlockYaml.read(text, from, to, leftOut)
                .or(() -> generally(new String(text, from, to - from, StandardCharsets.UTF_8)));
        object.ifPresent(ValueRepair::undo);
        return object;
    }

    private static Optional<ObjectNode> generally(String item) {
        return GeneralYaml.read(item)
                .map(list -> list.path(0))
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast);
    }

    /** A file that another program has written again, with its own indentation. */
    private static Result whole(Archive archive, Archive.Entry entry, Predicate<String> wantedName) {
        List<ObjectNode> objects = new ArrayList<>();
        try (InputStream in = archive.open(entry)) {
            JsonNode items = GeneralYaml.read(new String(in.readNBytes(LARGEST_WHOLE), StandardCharsets.UTF_8))
                    .map(file -> file.path("items"))
                    .orElse(MissingNode.getInstance());
            if (!items.isArray()) {
                return new Result(objects, 0, entry.path() + ": YAML");
            }
            for (JsonNode item : items) {
                if (item instanceof ObjectNode object
                        && wantedName.test(object.path("metadata").path("name").asString(""))) {
                    ValueRepair.undo(object);
                    objects.add(object);
                }
            }
            return new Result(objects, items.size(), "");
        } catch (IOException e) {
            return new Result(objects, 0, words(entry, e));
        }
    }

    private static String words(Archive.Entry file, IOException failure) {
        String message = failure.getMessage();
        return message == null || message.startsWith(file.path())
                ? String.valueOf(message)
                : file.path() + ": " + message;
    }
}
