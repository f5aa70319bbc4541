package io.gleaner.source.bundle;

import io.gleaner.model.Coverage;
import io.gleaner.model.CoverageStatus;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.PodLog;
import io.gleaner.source.RawObjects;
import io.gleaner.source.ResourceKind;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
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
    private static final int FORM = 1;

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

    Optional<Facts> find(long size, String key) {
        Path file = file(size, key);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                JsonParser parser = JSON.createParser(in)) {
            return Optional.of(read(parser));
        } catch (IOException | JacksonException | IllegalArgumentException | java.time.DateTimeException e) {
            LOG.warn("{} is of no use", file, e);
            return Optional.empty();
        }
    }

    void keep(long size, String key, Facts facts) {
        try {
            Path unfinished = newFile();
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16);
                    JsonGenerator generator = JSON.createGenerator(out)) {
                write(generator, facts);
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

    private static void write(JsonGenerator out, Facts facts) {
        out.writeStartObject();
        out.writeStringProperty("asOf", facts.asOf().toString());
        out.writeStringProperty("kubernetesVersion", facts.raw().kubernetesVersion());
        out.writeArrayPropertyStart("coverage");
        for (Coverage each : facts.raw().coverage()) {
            out.writeStartArray();
            out.writeString(each.kind());
            out.writeString(each.namespace());
            out.writeString(each.status().name());
            out.writeString(each.detail());
            out.writeEndArray();
        }
        out.writeEndArray();
        out.writeArrayPropertyStart("logs");
        for (PodLog log : facts.raw().podLogs()) {
            out.writeStartArray();
            out.writeString(log.pod().namespace());
            out.writeString(log.pod().name());
            for (PodLog.Line line : log.lines()) {
                out.writeString(line.time() == null ? null : line.time().toString());
                out.writeString(line.text());
            }
            out.writeEndArray();
        }
        out.writeEndArray();
        out.writeObjectPropertyStart("objects");
        facts.raw().objects().forEach((kind, objects) -> {
            out.writeArrayPropertyStart(kind.name());
            objects.forEach(object -> JSON.writeTree(out, object));
            out.writeEndArray();
        });
        out.writeEndObject();
        out.writeEndObject();
    }

    private static Facts read(JsonParser in) {
        JsonNode all = in.readValueAsTree();
        Map<ResourceKind, List<ObjectNode>> objects = new EnumMap<>(ResourceKind.class);
        all.path("objects").properties().forEach(kind -> {
            List<ObjectNode> list = new ArrayList<>();
            kind.getValue().forEach(each -> list.add((ObjectNode) each));
            objects.put(ResourceKind.valueOf(kind.getKey()), list);
        });
        List<Coverage> coverage = new ArrayList<>();
        all.path("coverage")
                .forEach(each -> coverage.add(new Coverage(
                        each.path(0).asString(""),
                        text(each.path(1)),
                        CoverageStatus.valueOf(each.path(2).asString("")),
                        each.path(3).asString(""))));
        List<PodLog> logs = new ArrayList<>();
        all.path("logs").forEach(each -> logs.add(log(each)));
        return new Facts(
                new RawObjects(objects, coverage, all.path("kubernetesVersion").asString(""), List.of(), logs),
                Instant.parse(all.path("asOf").asString("")));
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
