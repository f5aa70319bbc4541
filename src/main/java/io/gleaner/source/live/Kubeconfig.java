package io.gleaner.source.live;

import io.gleaner.model.Text;
import io.gleaner.source.SourceException;
import io.gleaner.source.SourceException.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Some kubeconfig files, merged as kubectl merges them: the first file to name a context, cluster or user wins, and so does
 * the first current context.
 */
final class Kubeconfig {
    private static final YAMLMapper YAML = new YAMLMapper();
    // A kubeconfig of a thousand contexts with inline certificates stays below; anything larger is some other file.
    private static final long LARGEST_BYTES = 8L * 1024 * 1024;

    private final List<Path> files;
    private final Map<String, Entry> contexts = new LinkedHashMap<>();
    private final Map<String, Entry> clusters = new LinkedHashMap<>();
    private final Map<String, Entry> users = new LinkedHashMap<>();
    private String currentContext = "";

    private Kubeconfig(List<Path> files) {
        this.files = files;
    }

    /** A named entry and the file it is in, against which its relative paths are meant. */
    record Entry(Path file, String name, JsonNode body) {
        String text(String field) {
            return body.path(field).asString("");
        }

        Path resolve(String path) {
            return file.toAbsolutePath().resolveSibling(path).normalize();
        }
    }

    /** @throws SourceException when a file is missing or is no kubeconfig; the message never quotes the file */
    static Kubeconfig read(List<Path> files) {
        Kubeconfig merged = new Kubeconfig(List.copyOf(files));
        for (Path file : files) {
            JsonNode root = parse(file);
            collect(merged.contexts, file, root.path("contexts"), "context");
            collect(merged.clusters, file, root.path("clusters"), "cluster");
            collect(merged.users, file, root.path("users"), "user");
            if (merged.currentContext.isEmpty()) {
                merged.currentContext = root.path("current-context").asString("");
            }
        }
        return merged;
    }

    List<Path> files() {
        return files;
    }

    Collection<Entry> contexts() {
        return contexts.values();
    }

    String currentContext() {
        return currentContext;
    }

    Optional<Entry> context(String name) {
        return Optional.ofNullable(contexts.get(name));
    }

    Optional<Entry> clusterOf(Entry context) {
        return Optional.ofNullable(clusters.get(context.text("cluster")));
    }

    Optional<Entry> userOf(Entry context) {
        return Optional.ofNullable(users.get(context.text("user")));
    }

    static SourceException missing(List<Path> files) {
        return new SourceException(
                Problem.KUBECONFIG_MISSING,
                Text.of(
                        "live.kubeconfig.missing",
                        files.stream().map(Path::toString).toList()),
                Text.of("live.kubeconfig.missing.next"));
    }

    private static void collect(Map<String, Entry> into, Path file, JsonNode entries, String bodyField) {
        for (JsonNode entry : entries) {
            String name = entry.path("name").asString("");
            into.putIfAbsent(name, new Entry(file, name, entry.path(bodyField)));
        }
    }

    private static JsonNode parse(Path file) {
        if (!Files.exists(file)) {
            throw missing(List.of(file));
        }
        try {
            if (Files.isDirectory(file)) {
                throw unreadable(file, Text.of("live.kubeconfig.cause.directory"));
            }
            if (Files.size(file) > LARGEST_BYTES) {
                throw unreadable(file, Text.of("live.kubeconfig.cause.notKubeconfig"));
            }
            JsonNode root = YAML.readTree(Files.readAllBytes(file));
            // An empty file is an empty kubeconfig to kubectl too.
            if (root.isMissingNode() || root.isNull()) {
                return root;
            }
            boolean hasForm = root.has("contexts") || root.has("clusters") || root.has("users");
            if (!root.isObject()
                    || !root.path("kind").asString(hasForm ? "Config" : "").equals("Config")) {
                throw unreadable(file, Text.of("live.kubeconfig.cause.notKubeconfig"));
            }
            return root;
        } catch (AccessDeniedException _) {
            throw unreadable(file, Text.of("live.kubeconfig.cause.noPermission"));
        } catch (IOException e) {
            throw unreadable(
                    file,
                    Text.of(
                            "live.kubeconfig.cause.io",
                            String.valueOf(e.getClass().getSimpleName())));
        } catch (JacksonException e) {
            // The parser's message quotes the file, and with it perhaps a token: only the place is told.
            throw unreadable(
                    file, Text.of("live.kubeconfig.cause.yaml", e.getLocation().getLineNr()));
        }
    }

    private static SourceException unreadable(Path file, Text cause) {
        return new SourceException(
                Problem.KUBECONFIG_UNREADABLE,
                Text.of("live.kubeconfig.unreadable", file.toString(), cause),
                Text.of("live.kubeconfig.unreadable.next"));
    }
}
