package io.gleaner.source.bundle;

import io.gleaner.model.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides about each entry of an archive that comes from outside. An entry that breaks a rule is left out, the others stay.
 * Sizes are what the archive claims; {@link CappedStream} holds it to them.
 */
final class ArchiveRules {
    static final int MOST_ENTRIES = 200_000;
    /** Of objects in one file. The largest real ones are tens of megabytes. */
    static final long LARGEST_YAML = 1L << 30;

    static final long LARGEST_FILE = 64L << 30;
    private static final long LARGEST_TOTAL = 256L << 30;
    // YAML deflates to a tenth, with many like objects to a fortieth; logs of one repeated line go to the limit of
    // deflate.
    private static final long HIGHEST_YAML_RATIO = 400;
    private static final long RATIO_COUNTS_FROM = 16L << 20;
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

    private final List<Archive.Entry> admitted = new ArrayList<>();
    private final List<Archive.LeftOut> leftOut = new ArrayList<>();
    private final Set<String> paths = new HashSet<>();
    private long total;

    void offer(String name, long size, long packed) {
        String path = name.replace('\\', '/');
        while (path.startsWith("./")) {
            path = path.substring(2);
        }
        Optional<Text> objection = objection(path, size, packed);
        if (objection.isPresent()) {
            leaveOut(path, objection.get());
        } else if (paths.add(path)) {
            total += Math.max(0, size);
            admitted.add(new Archive.Entry(path, size, packed));
        }
    }

    void leaveOut(String path, Text why) {
        // A hostile archive may have any number of them; a few show what it is.
        if (leftOut.size() < 100) {
            leftOut.add(new Archive.LeftOut(path, why));
        }
    }

    private Optional<Text> objection(String path, long size, long packed) {
        if (path.isEmpty() || path.startsWith("/") || DRIVE.matcher(path).matches()) {
            return Optional.of(Text.of("bundle.leftOut.absolute"));
        }
        if (path.chars().anyMatch(Character::isISOControl)) {
            return Optional.of(Text.of("bundle.leftOut.name"));
        }
        for (String part : path.split("/", -1)) {
            if (part.equals("..") || part.equals(".")) {
                return Optional.of(Text.of("bundle.leftOut.outside"));
            }
        }
        if (admitted.size() >= MOST_ENTRIES) {
            return Optional.of(Text.of("bundle.leftOut.tooMany", MOST_ENTRIES));
        }
        boolean isYaml = path.endsWith(".yaml");
        long largest = isYaml ? LARGEST_YAML : LARGEST_FILE;
        if (size > largest || total + Math.max(0, size) > LARGEST_TOTAL) {
            return Optional.of(Text.of("bundle.leftOut.tooLarge", size >> 20));
        }
        if (isYaml && size > RATIO_COUNTS_FROM && size / Math.max(1, packed) > HIGHEST_YAML_RATIO) {
            return Optional.of(Text.of("bundle.leftOut.bomb", size >> 20, packed >> 10));
        }
        return Optional.empty();
    }

    List<Archive.Entry> admitted() {
        return List.copyOf(admitted);
    }

    List<Archive.LeftOut> leftOut() {
        return List.copyOf(leftOut);
    }
}
