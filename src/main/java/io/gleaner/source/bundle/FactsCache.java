package io.gleaner.source.bundle;

import io.gleaner.model.Coverage;
import io.gleaner.model.CoverageStatus;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.PodLog;
import io.gleaner.source.RawObjects;
import io.gleaner.source.ResourceKind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was read of the last few recordings, so that the next opening is instant. A cache that cannot be written or read is as
 * good as none. Its files are for their owner alone.
 */
final class FactsCache {
    private static final Logger LOG = LoggerFactory.getLogger(FactsCache.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int KEPT = 8;
    private static final String SUFFIX = ".facts.json";
    /** Raised whenever the same bundle would be read differently. */
    private static final int FORM = 2;

    private final Path folder;

    FactsCache(Path folder) {
        this.folder = folder;
    }

    /** The digest of a file that has not been touched since it was made is not made again. */
    Identity identity(Path bundle, Archive archive) {
        if (archive instanceof FolderArchive) {
            return Identity.of(bundle, archive);
        }
        Path file = folder.resolve("known-" + Identity.appearance(bundle) + ".sha256");
        try {
            if (Files.isRegularFile(file)) {
                String sha256 = Files.readString(file).strip();
                if (sha256.matches("[0-9a-f]{64}")) {
                    return new Identity(sha256, sha256);
                }
            }
        } catch (IOException e) {
            LOG.warn("{} is of no use", file, e);
        }
        Identity identity = Identity.of(bundle, archive);
        try {
            Path unfinished = newFile();
            Files.writeString(unfinished, identity.key());
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("a digest cannot be kept in {}", folder, e);
        }
        return identity;
    }

    /** Whether anything is kept of a recording that is so large when unpacked. */
    boolean mayHave(long size) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> String.valueOf(file.getFileName()).startsWith(size + "-"));
        } catch (IOException e) {
            LOG.warn("{} cannot be read", folder, e);
            return false;
        }
    }

    Optional<Facts> find(long size, String key, Executor workers) {
        Path file = file(size, key);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(Files.readAllBytes(file), workers));
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} is of no use", file, e);
            return Optional.empty();
        }
    }

    void keep(long size, String key, Facts facts) {
        try {
            Path unfinished = newFile();
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16)) {
                write(out, facts);
            }
            Files.move(
                    unfinished, file(size, key), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            forgetOld();
        } catch (IOException | JacksonException e) {
            LOG.warn("what was read cannot be kept in {}", folder, e);
        }
    }

    /** An empty file of this cache, for its owner alone. */
    Path newFile() throws IOException {
        boolean isPosix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(folder, attributes(isPosix, "rwx------"));
        return Files.createTempFile(folder, "unfinished-", ".tmp", attributes(isPosix, "rw-------"));
    }

    private static FileAttribute<?>[] attributes(boolean isPosix, String mode) {
        return isPosix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private Path file(long size, String key) {
        // Another list of kinds reads other things.
        int kinds = Arrays.stream(ResourceKind.values())
                .map(kind -> kind.qualifiedName()
                        + kind.scopes()
                        + new TreeSet<>(LeftOutFields.of(kind).paths()))
                .collect(Collectors.joining())
                .hashCode();
        return folder.resolve(size + "-" + key + "-" + FORM + "-" + Integer.toHexString(kinds) + SUFFIX);
    }

    private void forgetOld() throws IOException {
        forgetOld(SUFFIX, KEPT);
        forgetOld(".sha256", KEPT * 8);
    }

    private void forgetOld(String suffix, int kept) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(suffix))
                    .sorted(Comparator.comparing(FactsCache::used).reversed())
                    .toList();
        }
        for (Path old : files.stream().skip(kept).toList()) {
            Files.deleteIfExists(old);
        }
    }

    private static Instant used(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException _) {
            return Instant.EPOCH;
        }
    }

    /** A line for all that is small, and one for each kind, so that they can be read side by side. */
    private static void write(OutputStream out, Facts facts) throws IOException {
        ObjectNode head = JSON.createObjectNode();
        head.put("asOf", facts.asOf().toString());
        head.put("kubernetesVersion", facts.raw().kubernetesVersion());
        ArrayNode coverage = head.putArray("coverage");
        for (Coverage each : facts.raw().coverage()) {
            coverage.addArray()
                    .add(each.kind())
                    .add(each.namespace())
                    .add(each.status().name())
                    .add(each.detail());
        }
        ArrayNode logs = head.putArray("logs");
        for (PodLog log : facts.raw().podLogs()) {
            ArrayNode lines =
                    logs.addArray().add(log.pod().namespace()).add(log.pod().name());
            for (PodLog.Line line : log.lines()) {
                lines.add(line.time() == null ? null : line.time().toString()).add(line.text());
            }
        }
        out.write(JSON.writeValueAsBytes(head));
        for (var kind : facts.raw().objects().entrySet()) {
            out.write(("\n" + kind.getKey().name() + " ").getBytes(StandardCharsets.UTF_8));
            out.write(JSON.writeValueAsBytes(kind.getValue()));
        }
    }

    private static Facts read(byte[] file, Executor workers) {
        List<CompletableFuture<Map.Entry<ResourceKind, List<ObjectNode>>>> kinds = new ArrayList<>();
        int headEnd = endOfLine(file, 0);
        for (int from = headEnd + 1; from < file.length; from = endOfLine(file, from) + 1) {
            int start = from;
            kinds.add(CompletableFuture.supplyAsync(() -> kind(file, start, endOfLine(file, start)), workers));
        }
        JsonNode head = JSON.readTree(file, 0, headEnd);
        List<Coverage> coverage = new ArrayList<>();
        head.path("coverage")
                .forEach(each -> coverage.add(new Coverage(
                        each.path(0).asString(""),
                        text(each.path(1)),
                        CoverageStatus.valueOf(each.path(2).asString("")),
                        each.path(3).asString(""))));
        List<PodLog> logs = new ArrayList<>();
        head.path("logs").forEach(each -> logs.add(log(each)));
        Map<ResourceKind, List<ObjectNode>> objects = new EnumMap<>(ResourceKind.class);
        kinds.forEach(kind -> objects.put(kind.join().getKey(), kind.join().getValue()));
        return new Facts(
                new RawObjects(objects, coverage, head.path("kubernetesVersion").asString(""), List.of(), logs),
                Instant.parse(head.path("asOf").asString("")));
    }

    private static int endOfLine(byte[] file, int from) {
        int at = from;
        while (at < file.length && file[at] != '\n') {
            at++;
        }
        return at;
    }

    private static Map.Entry<ResourceKind, List<ObjectNode>> kind(byte[] file, int from, int to) {
        int space = from;
        while (file[space] != ' ') {
            space++;
        }
        List<ObjectNode> objects = new ArrayList<>();
        JSON.readTree(file, space + 1, to - space - 1).forEach(each -> objects.add((ObjectNode) each));
        return Map.entry(ResourceKind.valueOf(new String(file, from, space - from, StandardCharsets.UTF_8)), objects);
    }

    private static PodLog log(JsonNode json) {
        ObjectRef pod = ResourceKind.POD.ref(text(json.path(0)), json.path(1).asString(""));
        List<PodLog.Line> lines = new ArrayList<>();
        for (int i = 2; i + 1 < json.size(); i += 2) {
            String time = text(json.path(i));
            lines.add(new PodLog.Line(
                    time == null ? null : Instant.parse(time), json.path(i + 1).asString("")));
        }
        return new PodLog(pod, lines);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }
}
