package io.gleaner.source.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the objects of one file: only those whose name is wanted are parsed, and repaired. */
final class ItemReader {
    // Above it a file that is not cut into items as usual is not worth its memory.
    private static final int LARGEST_WHOLE = 32 << 20;

    /**
     * What came of a file.
     *
     * @param names of all items, also of those that were not wanted
     * @param trouble why not all of it could be read, in the reader's words; empty when it could
     */
    record Result(List<ObjectNode> objects, Set<String> names, String trouble) {}

    private ItemReader() {}

    static Result read(Archive archive, Archive.Entry file, Predicate<String> wantedName, LeftOutFields leftOut) {
        List<ObjectNode> objects = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int broken = 0;
        String trouble = "";
        try (ItemStream items = new ItemStream(archive.open(file))) {
            while (items.next()) {
                String name = ItemName.of(items.item());
                names.add(name);
                if (name.isEmpty() || wantedName.test(name)) {
                    Optional<ObjectNode> object = parse(items.item(), leftOut);
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
            trouble = file.path() + ": YAML " + broken + "/" + names.size();
        }
        return new Result(objects, names, trouble);
    }

    /** One object as it is written, with what its text does not mean. */
    static Optional<Recording.RawObject> find(Archive archive, Archive.Entry file, String name) throws IOException {
        try (ItemStream items = new ItemStream(archive.open(file))) {
            while (items.next()) {
                Item item = items.item();
                if (ItemName.of(item).equals(name)) {
                    List<String> repaired = unrepaired(item, LeftOutFields.NONE)
                            .map(ValueRepair::undo)
                            .orElse(List.of());
                    return Optional.of(new Recording.RawObject(plain(text(item)), repaired));
                }
            }
        }
        return Optional.empty();
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.chars()
                .filter(each -> each == '\n' || each == '\t' || !Character.isISOControl(each))
                .forEach(each -> plain.append((char) each));
        return plain.toString();
    }

    private static String text(Item item) {
        return new String(item.text(), item.from(), item.to() - item.from(), StandardCharsets.UTF_8);
    }

    private static Optional<ObjectNode> unrepaired(Item item, LeftOutFields leftOut) {
        return BlockYaml.read(item, leftOut).or(() -> generally(text(item)));
    }

    private static Optional<ObjectNode> parse(Item item, LeftOutFields leftOut) {
        Optional<ObjectNode> object = unrepaired(item, leftOut);
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
        Set<String> names = new HashSet<>();
        try (InputStream in = archive.open(entry)) {
            JsonNode items = GeneralYaml.read(new String(in.readNBytes(LARGEST_WHOLE), StandardCharsets.UTF_8))
                    .map(file -> file.path("items"))
                    .orElse(MissingNode.getInstance());
            if (!items.isArray()) {
                return new Result(objects, names, entry.path() + ": YAML");
            }
            for (JsonNode item : items) {
                String name = item.path("metadata").path("name").asString("");
                names.add(name);
                if (item instanceof ObjectNode object && wantedName.test(name)) {
                    ValueRepair.undo(object);
                    objects.add(object);
                }
            }
            return new Result(objects, names, "");
        } catch (IOException e) {
            return new Result(objects, names, words(entry, e));
        }
    }

    private static String words(Archive.Entry file, IOException failure) {
        String message = failure.getMessage();
        return message == null || message.startsWith(file.path())
                ? String.valueOf(message)
                : file.path() + ": " + message;
    }
}
