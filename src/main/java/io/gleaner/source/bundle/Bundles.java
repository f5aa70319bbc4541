package io.gleaner.source.bundle;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Origin;
import io.gleaner.model.PodLog;
import io.gleaner.model.Text;
import io.gleaner.source.ClusterStateMapping;
import io.gleaner.source.RawObjects;
import io.gleaner.source.SourceException;
import io.gleaner.source.SourceException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Opens Harvester support bundles and logs of upgrades. */
public final class Bundles {
    private static final long LARGEST_INNER_ZIP = 8L << 30;
    private static final int MOST_WORKERS = 8;

    private final FactsCache cache;

    /** @param folder of the application's own data, where what was read is kept for the next time; nothing is written elsewhere */
    public Bundles(Path folder) {
        cache = new FactsCache(folder.resolve("bundles"));
    }

    /**
     * Reads a support bundle: a zip, a folder with its files, or an upgrade-log archive alone.
     *
     * @param upgradeLog the archive of Harvester's <i>Download Log</i> for the same cluster; null when there is none
     * @throws SourceException when it is not there, cannot be read, or is something else
     */
    public BundleSource open(Path bundle, @Nullable Path upgradeLog) {
        try {
            return read(bundle, upgradeLog);
        } catch (UncheckedIOException | CompletionException e) {
            throw unreadable(bundle, e.getCause() == null ? e : e.getCause());
        }
    }

    private BundleSource read(Path bundle, @Nullable Path upgradeLog) {
        try (ExecutorService workers = Executors.newFixedThreadPool(
                        Math.clamp(Runtime.getRuntime().availableProcessors(), 2, MOST_WORKERS),
                        Thread.ofPlatform().daemon().name("bundle-", 0).factory());
                Recording recording = record(bundle)) {
            CompletableFuture<Identity> identity =
                    CompletableFuture.supplyAsync(() -> cache.identity(bundle, recording.archive()), workers);
            Layout layout = recording.layout();
            if (layout.isEmpty()) {
                throw wrongFile(bundle, layout);
            }
            long size = recording.archive().entries().stream()
                    .mapToLong(Archive.Entry::size)
                    .sum();
            // Where nothing of this size is kept there is no need to wait for the digest.
            Optional<Facts> known =
                    cache.mayHave(size) ? cache.find(size, identity.join().key(), workers) : Optional.empty();
            Facts facts = known.orElseGet(() -> facts(bundle, recording, layout, workers));
            // Kept while it is already being looked at.
            CompletableFuture<Void> keeping = known.isPresent()
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.runAsync(
                            () -> cache.keep(size, identity.join().key(), facts));
            return new BundleSource(
                    ClusterStateMapping.map(
                            withLogs(facts.raw(), upgradeLog),
                            new Origin(
                                    Origin.Kind.BUNDLE,
                                    String.valueOf(
                                            bundle.toAbsolutePath().normalize().getFileName()),
                                    null,
                                    null,
                                    identity.join().sha256()),
                            facts.asOf()),
                    recording.notices(),
                    keeping);
        }
    }

    private Facts facts(Path bundle, Recording recording, Layout layout, ExecutorService workers) {
        Archive archive = recording.archive();
        BundleMetadata metadata = BundleMetadata.read(archive, layout)
                .orNamed(bundle.toAbsolutePath().normalize().getFileName() + "")
                .orNamed(layout.logs().stream()
                        .map(log -> log.entry().path())
                        .findFirst()
                        .orElse(""));
        GenerationErrors errors = GenerationErrors.read(archive, layout);
        RawObjects raw = Reading.read(archive, layout, errors, metadata.kubernetesVersion(), workers);
        if (new NoHarvester(raw, layout).isCertain()) {
            throw problem(Problem.NO_HARVESTER, "bundle.noHarvester", bundle);
        }
        Instant created = metadata.created();
        return new Facts(raw, created != null ? created : LatestTime.of(raw));
    }

    /**
     * Opens a recording for looking into it.
     *
     * @throws SourceException when it is not there or cannot be read
     */
    public Recording record(Path bundle) {
        if (!Files.exists(bundle)) {
            throw problem(Problem.BUNDLE_MISSING, "bundle.missing", bundle);
        }
        Recording outer = openPlain(bundle, null);
        Optional<Archive.Entry> inner = outer.layout().packedTwice();
        if (inner.isEmpty()) {
            return outer;
        }
        try (outer) {
            Path copy = cache.newFile();
            try (InputStream in = new CappedStream(
                    outer.archive().open(inner.get()), inner.get().path(), LARGEST_INNER_ZIP)) {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            return openPlain(copy, copy);
        } catch (IOException e) {
            throw unreadable(bundle, e);
        }
    }

    private static Recording openPlain(Path bundle, @Nullable Path copy) {
        try {
            if (Files.isDirectory(bundle)) {
                return new Recording(FolderArchive.open(bundle), List.of(), copy);
            }
            return switch (FileForm.of(bundle)) {
                case ZIP -> zip(bundle, copy);
                case ENCRYPTED_ZIP -> throw problem(Problem.BUNDLE_UNREADABLE, "bundle.encrypted", bundle);
                case EMPTY -> throw problem(Problem.BUNDLE_UNREADABLE, "bundle.empty", bundle);
                case TAR_OR_GZIP -> throw problem(Problem.BUNDLE_UNREADABLE, "bundle.otherArchive", bundle);
                case OTHER -> throw problem(Problem.BUNDLE_UNREADABLE, "bundle.notZip", bundle);
            };
        } catch (IOException e) {
            throw unreadable(bundle, e);
        }
    }

    private static Recording zip(Path bundle, @Nullable Path copy) throws IOException {
        try {
            return new Recording(ZipArchive.open(bundle), List.of(), copy);
        } catch (ZipException e) {
            if (String.valueOf(e.getMessage()).contains("encrypted")) {
                throw problem(Problem.BUNDLE_UNREADABLE, "bundle.encrypted", bundle);
            }
            SalvagedArchive salvaged = SalvagedArchive.open(bundle);
            if (salvaged.entries().isEmpty()) {
                salvaged.close();
                throw e;
            }
            return new Recording(
                    salvaged,
                    List.of(Text.of(
                            "bundle.truncated", name(bundle), salvaged.entries().size())),
                    copy);
        }
    }

    private RawObjects withLogs(RawObjects raw, @Nullable Path upgradeLog) {
        if (upgradeLog == null) {
            return raw;
        }
        try (Recording recording = record(upgradeLog)) {
            Layout layout = recording.layout();
            if (!layout.isUpgradeLogArchive()) {
                throw problem(Problem.BUNDLE_UNREADABLE, "bundle.notUpgradeLog", upgradeLog);
            }
            List<PodLog> logs = new ArrayList<>(raw.podLogs());
            List<ObjectRef> known = logs.stream().map(PodLog::pod).toList();
            // The bundle's own have times.
            UpgradePodLogs.read(recording.archive(), layout.logs()).stream()
                    .filter(log -> !known.contains(log.pod()))
                    .forEach(logs::add);
            return new RawObjects(raw.objects(), raw.coverage(), raw.kubernetesVersion(), raw.helmReleases(), logs);
        }
    }

    private static SourceException wrongFile(Path bundle, Layout layout) {
        String found = layout.someOtherPaths().map(Printable::of).collect(Collectors.joining(", "));
        return new SourceException(
                Problem.BUNDLE_UNREADABLE, Text.of("bundle.wrong", name(bundle), found), Text.of("bundle.wrong.next"));
    }

    private static SourceException unreadable(Path bundle, Throwable cause) {
        String words = Stream.iterate(cause, each -> each != null, Throwable::getCause)
                .map(Throwable::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .findFirst()
                .orElse(cause.getClass().getSimpleName());
        return new SourceException(
                Problem.BUNDLE_UNREADABLE,
                Text.of("bundle.unreadable", name(bundle), Printable.of(words)),
                Text.of("bundle.unreadable.next"));
    }

    private static SourceException problem(Problem problem, String key, Path bundle) {
        return new SourceException(problem, Text.of(key, name(bundle)), Text.of(key + ".next"));
    }

    private static String name(Path bundle) {
        return Printable.of(bundle.toString());
    }
}
