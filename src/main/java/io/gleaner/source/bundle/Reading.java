package io.gleaner.source.bundle;

import io.gleaner.model.Coverage;
import io.gleaner.model.CoverageStatus;
import io.gleaner.model.PodLog;
import io.gleaner.source.ObjectTrim;
import io.gleaner.source.RawObjects;
import io.gleaner.source.ResourceKind;
import io.gleaner.source.ResourceKind.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads from a bundle what a live cluster is asked for, and says of each kind and place how well. */
final class Reading {
    private static final String RELEASE_SECRETS = "owner=helm";

    private final Archive archive;
    private final Layout layout;
    private final Executor workers;
    private final GenerationErrors errors;
    private final Map<ResourceKind, List<FileReading>> readings = new EnumMap<>(ResourceKind.class);

    /** One file of a kind, being read. */
    private record FileReading(@Nullable String namespace, CompletableFuture<ItemReader.Result> result) {}

    private Reading(Archive archive, Layout layout, GenerationErrors errors, Executor workers) {
        this.archive = archive;
        this.layout = layout;
        this.workers = workers;
        this.errors = errors;
    }

    static RawObjects read(
            Archive archive, Layout layout, GenerationErrors errors, String kubernetesVersion, Executor workers) {
        return new Reading(archive, layout, errors, workers).read(kubernetesVersion);
    }

    private RawObjects read(String kubernetesVersion) {
        CompletableFuture<List<PodLog>> logs =
                CompletableFuture.supplyAsync(() -> UpgradePodLogs.read(archive, layout.logs()), workers);
        for (ResourceKind kind : ResourceKind.values()) {
            readings.put(kind, files(kind).map(file -> start(kind, file)).toList());
        }
        List<FileReading> namespaces =
                layout.yamls("namespaces").stream().map(this::start).toList();
        Gaps gaps = new Gaps(
                layout,
                errors,
                names(namespaces),
                names(readings.getOrDefault(ResourceKind.CUSTOM_RESOURCE, List.of())));
        Map<ResourceKind, List<ObjectNode>> objects = new EnumMap<>(ResourceKind.class);
        List<Coverage> coverage = new ArrayList<>();
        for (ResourceKind kind : ResourceKind.values()) {
            Map<String, ObjectNode> found = new LinkedHashMap<>();
            for (Scope scope : kind.scopes()) {
                List<ObjectNode> inScope = inScope(kind, scope);
                inScope.forEach(object -> found.put(ObjectPath.of(object), object));
                coverage.addAll(coverage(gaps, kind, scope, inScope));
            }
            objects.put(kind, new ArrayList<>(found.values()));
        }
        ChartIndexFiles.Found indexes = new ChartIndexFiles(archive, layout, gaps)
                .read(
                        objects.getOrDefault(ResourceKind.MANAGED_CHART, List.of()),
                        objects.getOrDefault(ResourceKind.CLUSTER_REPO, List.of()));
        objects.computeIfAbsent(ResourceKind.CONFIG_MAP, _ -> new ArrayList<>()).addAll(indexes.configMaps());
        coverage.addAll(indexes.coverage());
        if (layout.yamls(ResourceKind.NODE.qualifiedName()).isEmpty()) {
            objects.put(ResourceKind.NODE, NodeFiles.nodes(archive, layout));
        }
        coverage.addAll(gaps.beyondKinds(objects.getOrDefault(ResourceKind.NODE, List.of())));
        return new RawObjects(objects, coverage, kubernetesVersion, List.of(), logs.join());
    }

    /** The files of a kind in the places it is read in. */
    private Stream<Layout.YamlFile> files(ResourceKind kind) {
        Set<@Nullable String> places = new HashSet<>();
        kind.scopes().forEach(scope -> places.add(scope.namespace()));
        return layout.yamls(kind.qualifiedName()).stream()
                .filter(file -> places.contains(null) || places.contains(file.namespace()));
    }

    private FileReading start(ResourceKind kind, Layout.YamlFile file) {
        Predicate<String> wanted = kind.scopes().stream().allMatch(scope -> scope.name() != null)
                ? name -> kind.scopes().stream().anyMatch(scope -> name.equals(scope.name()))
                : _ -> true;
        return new FileReading(
                file.namespace(),
                CompletableFuture.supplyAsync(
                        () -> {
                            ItemReader.Result read =
                                    ItemReader.read(archive, file.entry(), wanted, LeftOutFields.of(kind));
                            read.objects().forEach(object -> ObjectTrim.trim(kind, object));
                            return read;
                        },
                        workers));
    }

    /** A kind that is only named. */
    private FileReading start(Layout.YamlFile file) {
        return new FileReading(
                file.namespace(),
                CompletableFuture.supplyAsync(
                        () -> ItemReader.read(archive, file.entry(), _ -> false, LeftOutFields.NONE), workers));
    }

    private static Set<String> names(List<FileReading> files) {
        Set<String> names = new HashSet<>();
        files.forEach(file -> names.addAll(file.result().join().names()));
        return names;
    }

    private Stream<FileReading> readings(ResourceKind kind, Scope scope) {
        return readings.getOrDefault(kind, List.of()).stream()
                .filter(reading ->
                        scope.namespace() == null || scope.namespace().equals(reading.namespace()));
    }

    private List<ObjectNode> inScope(ResourceKind kind, Scope scope) {
        return readings(kind, scope)
                .map(reading -> reading.result().join().objects())
                .flatMap(Collection::stream)
                .filter(object -> LabelSelection.matches(scope, object))
                .toList();
    }

    private List<Coverage> coverage(Gaps gaps, ResourceKind kind, Scope scope, List<ObjectNode> found) {
        String name = kind.qualifiedName();
        for (FileReading reading : readings(kind, scope).toList()) {
            String trouble = reading.result().join().trouble();
            if (!trouble.isEmpty()) {
                return List.of(new Coverage(name, scope.namespace(), CoverageStatus.FAILED, trouble));
            }
        }
        if (kind == ResourceKind.SECRET && RELEASE_SECRETS.equals(scope.labelSelector())) {
            return gaps.releaseSecrets();
        }
        // Machine plans are the Secrets that a bundle has, and no cluster is without them.
        if (kind == ResourceKind.SECRET && found.isEmpty()) {
            return List.of(new Coverage(name, scope.namespace(), CoverageStatus.NOT_COLLECTED, ""));
        }
        return gaps.coverage(kind, scope, !found.isEmpty());
    }
}
