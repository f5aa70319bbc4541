package io.gleaner.source.live;

import io.gleaner.model.Coverage;
import io.gleaner.model.CoverageStatus;
import io.gleaner.source.ChartIndex;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterRequestException.Reason;
import io.gleaner.source.ResourceKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the chart indexes of the ClusterRepos that ManagedCharts use, each by name and only when its ClusterRepo says that
 * there is a new one: a watch of all ConfigMaps would be a flood, and often forbidden.
 */
final class ChartIndexes implements AutoCloseable {
    private static final int RETRY_SECONDS = 20;
    // About 50 MB of index; the chain comes from outside and might be a circle.
    private static final int LONGEST_CHAIN = 500;

    private final ApiRequests api;
    private final Runnable changed;
    private final Executor reader =
            task -> Thread.ofVirtual().name("chart-index").start(task);
    private final Map<Edition, Result> results = new HashMap<>();
    private final Set<Edition> underWay = new HashSet<>();
    private List<Edition> wanted = List.of();
    private boolean isClosed;

    ChartIndexes(ApiRequests api, Runnable changed) {
        this.api = api;
        this.changed = changed;
    }

    /** One download of one index. */
    private record Edition(String repository, String namespace, String firstChunk, String version) {}

    private record Result(List<ObjectNode> chunks, CoverageStatus status, String detail) {}

    /** Takes note of what the ClusterRepos say now and reads what is new. */
    synchronized void follow(Collection<ObjectNode> charts, Collection<ObjectNode> repositories) {
        Set<String> used = charts.stream()
                .map(chart -> chart.path("spec").path("repoName").asString(""))
                .collect(Collectors.toSet());
        wanted = repositories.stream()
                .filter(repository ->
                        used.contains(repository.path("metadata").path("name").asString("")))
                .map(ChartIndexes::edition)
                .filter(edition -> !edition.firstChunk().isEmpty())
                .toList();
        wanted.stream()
                .filter(edition -> !results.containsKey(edition) && underWay.add(edition))
                .forEach(edition -> reader.execute(() -> read(edition)));
    }

    /** Whether there is an outcome, good or bad, for everything that is wanted. */
    synchronized boolean isSettled() {
        return results.keySet().containsAll(wanted);
    }

    /** The chunks of all indexes; while a new one is being read, those of the one before. */
    synchronized List<ObjectNode> configMaps() {
        return latest().stream().flatMap(result -> result.chunks().stream()).toList();
    }

    /** One line a namespace, the worst of it; not collected when no index was wanted. */
    synchronized List<Coverage> coverage() {
        Map<String, Coverage> byNamespace = new TreeMap<>();
        String kind = ResourceKind.CONFIG_MAP.qualifiedName();
        for (Edition edition : wanted) {
            Result result = results.get(edition);
            if (result != null) {
                byNamespace.merge(
                        edition.namespace(),
                        new Coverage(kind, edition.namespace(), result.status(), result.detail()),
                        (one, other) -> one.wasRead() ? other : one);
            }
        }
        return byNamespace.isEmpty()
                ? List.of(new Coverage(kind, null, CoverageStatus.NOT_COLLECTED, ""))
                : List.copyOf(byNamespace.values());
    }

    @Override
    public synchronized void close() {
        isClosed = true;
    }

    private List<Result> latest() {
        Map<String, Result> byRepository = new LinkedHashMap<>();
        for (Edition edition : wanted) {
            Result result = results.get(edition);
            if (result == null) {
                results.forEach((known, old) -> {
                    if (known.repository().equals(edition.repository())) {
                        byRepository.putIfAbsent(known.repository(), old);
                    }
                });
            } else {
                byRepository.put(edition.repository(), result);
            }
        }
        return List.copyOf(byRepository.values());
    }

    private void read(Edition edition) {
        Result result;
        try {
            result = new Result(chain(edition), CoverageStatus.COLLECTED, "");
        } catch (ClusterRequestException e) {
            CoverageStatus status = e.reason() == Reason.FORBIDDEN ? CoverageStatus.FORBIDDEN : CoverageStatus.FAILED;
            result = new Result(List.of(), status, String.valueOf(e.getMessage()));
        }
        settle(edition, result);
        changed.run();
    }

    private synchronized void settle(Edition edition, Result result) {
        underWay.remove(edition);
        // Older downloads are of no more use, and a failed one must not hide behind them.
        results.keySet().removeIf(known -> known.repository().equals(edition.repository()));
        results.put(edition, result);
        if (result.status() != CoverageStatus.COLLECTED && !isClosed) {
            CompletableFuture.delayedExecutor(RETRY_SECONDS, TimeUnit.SECONDS, reader)
                    .execute(() -> retry(edition));
        }
    }

    private void retry(Edition edition) {
        synchronized (this) {
            if (isClosed || !wanted.contains(edition) || !underWay.add(edition)) {
                return;
            }
        }
        read(edition);
    }

    private List<ObjectNode> chain(Edition edition) {
        List<ObjectNode> chunks = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String next = edition.firstChunk();
        while (!next.isEmpty() && seen.add(next) && chunks.size() < LONGEST_CHAIN) {
            ObjectNode chunk = api.get(ApiPath.of(ResourceKind.CONFIG_MAP, edition.namespace(), next));
            chunks.add(chunk);
            next = chunk.path("metadata")
                    .path("annotations")
                    .path(ChartIndex.NEXT_ANNOTATION)
                    .asString("");
        }
        return chunks;
    }

    private static Edition edition(ObjectNode repository) {
        var status = repository.path("status");
        return new Edition(
                repository.path("metadata").path("name").asString(""),
                status.path("indexConfigMapNamespace").asString(""),
                status.path("indexConfigMapName").asString(""),
                status.path("indexConfigMapResourceVersion").asString("") + " "
                        + status.path("downloadTime").asString(""));
    }
}
