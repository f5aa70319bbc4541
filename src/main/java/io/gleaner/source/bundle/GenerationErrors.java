package io.gleaner.source.bundle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code bundleGenerationError.log}: what could not be collected. It is never empty, because some kinds of the API cannot be
 * listed at all; only what concerns a kind that is wanted is a gap.
 */
final class GenerationErrors {
    private static final Logger LOG = LoggerFactory.getLogger(GenerationErrors.class);
    private static final int MOST_LINES = 100_000;
    private static final Pattern FAILED = Pattern.compile(
            "Failed to (?:get|parse objects received from) /apis?/(?:(?<group>[^/ ]+)/)?v[^/ ]+/(?:namespaces/(?<namespace>[^/ ]+)/)?(?<plural>[^/: ]+):.*");
    private static final Pattern SERIOUS = Pattern.compile(
            "(?:Unable to fetch (?:namespaced|cluster) resources|Support bundle: cannot get pod list|Support Bundle: failed to generate|Failed to parse objects received from|BUG: ).*");
    private static final int LONGEST = 400;

    private final Map<String, String> byPlace = new HashMap<>();
    private final List<String> serious;

    private GenerationErrors(List<String> lines) {
        for (String line : lines) {
            Matcher failed = FAILED.matcher(line);
            if (failed.matches()) {
                String group = failed.group("group") == null ? "" : "." + failed.group("group");
                byPlace.putIfAbsent(place(failed.group("plural") + group, failed.group("namespace")), shortened(line));
            }
        }
        serious = lines.stream()
                .filter(line -> SERIOUS.matcher(line).matches())
                .map(GenerationErrors::shortened)
                .toList();
    }

    static GenerationErrors read(Archive archive, Layout layout) {
        Optional<Archive.Entry> file = layout.other("bundleGenerationError.log");
        List<String> lines = new ArrayList<>();
        if (file.isPresent()) {
            LogFile log = new LogFile("", "", "", LogFile.Form.ARCHIVED, "", file.get());
            try {
                log.read(archive, line -> lines.add(line) && lines.size() < MOST_LINES);
            } catch (IOException e) {
                LOG.warn("{} breaks off", file.get().path(), e);
            }
        }
        return new GenerationErrors(lines);
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private static String place(String qualifiedName, @Nullable String namespace) {
        return qualifiedName + " " + (namespace == null ? "" : namespace);
    }

    /** Why a kind is not in the bundle, in the API server's words. */
    Optional<String> of(String qualifiedName, @Nullable String namespace) {
        return Optional.ofNullable(byPlace.get(place(qualifiedName, namespace)));
    }

    /** Why a whole scope is empty: discovery fails when one aggregated API is down. */
    Optional<String> ofScope(boolean isNamespaced) {
        String start = isNamespaced ? "Unable to fetch namespaced resources" : "Unable to fetch cluster resources";
        return serious.stream().filter(line -> line.startsWith(start)).findFirst();
    }

    /** Lines that mean a gap in any bundle. */
    List<String> serious() {
        return serious;
    }
}
