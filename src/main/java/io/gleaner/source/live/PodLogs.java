package io.gleaner.source.live;

import io.gleaner.model.Coverage;
import io.gleaner.model.CoverageStatus;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.PodLog;
import io.gleaner.model.Upgrade;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterRequestException.Reason;
import io.gleaner.source.PodLogText;
import io.gleaner.source.ResourceKind;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what the Pods of an upgrade's Jobs write: the newest of those that apply the manifests, of those that work on nodes, and of
 * those that preload images. While a Pod is active it is read again and again; afterwards once.
 */
final class PodLogs implements AutoCloseable {
    private static final int NEWEST_OF_EACH_WORK = 4;
    private static final int MOST_LINES = 4_000;
    private static final int FEWEST_LINES = 50;
    private static final int MOST_BYTES = 1 << 20;
    // A node that reboots cannot show its logs; later it can.
    private static final Duration RETRY = Duration.ofSeconds(20);

    private static final String PLAN_LABEL = "upgrade.cattle.io/plan";
    private static final String PLANS = "hvst-upgrade-";

    private final ApiRequests api;
    private final Lookups<Writer, PodLog> lookups;
    // By uid of the Pod, so that a log does not vanish between its last two readings.
    private Map<String, PodLog> known = Map.of();
    private List<Writer> writers = List.of();

    /** @param work manifest, node, or the Plan that made it */
    private record Writer(String namespace, String name, String uid, String container, String work, boolean isActive) {
        ObjectRef ref() {
            return ResourceKind.POD.ref(namespace, name);
        }
    }

    PodLogs(ApiRequests api, Duration refresh, Runnable changed) {
        this.api = api;
        lookups = new Lookups<>(
                "pod-log", this::read, (writer, outcome) -> again(writer, outcome.failure(), refresh), changed);
    }

    /** Takes note of the Pods there are now and reads what is new. */
    synchronized void follow(Collection<ObjectNode> pods) {
        writers = pods.stream()
                .filter(pod -> !work(pod).isEmpty())
                .sorted(Comparator.comparing(PodLogs::created).reversed())
                .collect(Collectors.groupingBy(PodLogs::work, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(same -> same.stream().limit(NEWEST_OF_EACH_WORK))
                .map(PodLogs::writer)
                .toList();
        logs();
        lookups.want(writers);
    }

    boolean isSettled() {
        return lookups.isSettled();
    }

    synchronized List<PodLog> logs() {
        Map<Writer, Lookups.Outcome<PodLog>> outcomes = lookups.outcomes();
        Map<String, PodLog> newest = new HashMap<>(known);
        outcomes.forEach((writer, outcome) -> {
            if (outcome.value() != null) {
                newest.put(writer.uid(), outcome.value());
            }
        });
        newest.keySet().retainAll(writers.stream().map(Writer::uid).toList());
        known = newest;
        return newest.values().stream()
                .sorted(Comparator.comparing(log -> log.pod().path()))
                .toList();
    }

    /** One line a namespace, the worst of it. */
    synchronized List<Coverage> coverage() {
        Map<String, Coverage> byNamespace = new TreeMap<>();
        PodLogText.NAMESPACES.forEach(namespace ->
                byNamespace.put(namespace, new Coverage(PodLogText.KIND, namespace, CoverageStatus.EMPTY, "")));
        lookups.outcomes().forEach((writer, outcome) -> {
            ClusterRequestException failure = outcome.failure();
            CoverageStatus status = failure == null
                    ? CoverageStatus.COLLECTED
                    : failure.reason() == Reason.FORBIDDEN ? CoverageStatus.FORBIDDEN : CoverageStatus.FAILED;
            String detail = failure == null ? "" : String.valueOf(failure.getMessage());
            byNamespace.merge(
                    writer.namespace(),
                    new Coverage(PodLogText.KIND, writer.namespace(), status, detail),
                    (one, other) -> one.wasRead() ? other : one);
        });
        return new ArrayList<>(byNamespace.values());
    }

    @Override
    public void close() {
        lookups.close();
    }

    /** All there is, or if that is too much, its end. */
    private PodLog read(Writer writer) {
        String path = ApiPath.of(ResourceKind.POD, writer.namespace(), writer.name())
                + "/log?timestamps=true&container=%s&limitBytes=%d&tailLines="
                        .formatted(ApiPath.escaped(writer.container()), MOST_BYTES);
        try {
            int lines = MOST_LINES;
            String text = api.text(path + lines);
            // The limit cuts off the end, and the end matters most.
            while (text.getBytes(StandardCharsets.UTF_8).length >= MOST_BYTES && lines > FEWEST_LINES) {
                lines /= 4;
                text = api.text(path + lines);
            }
            return PodLogText.read(writer.ref(), text);
        } catch (ClusterRequestException e) {
            // Gone, or not started yet: nothing was written that could be read.
            if (e.reason() == Reason.NOT_FOUND || e.reason() == Reason.OTHER && writer.isActive()) {
                return new PodLog(writer.ref(), List.of());
            }
            throw e;
        }
    }

    private static Optional<Duration> again(
            Writer writer, @Nullable ClusterRequestException failure, Duration refresh) {
        if (failure != null && failure.reason() == Reason.FORBIDDEN) {
            return Optional.empty();
        }
        return writer.isActive()
                ? Optional.of(refresh)
                : Optional.ofNullable(failure).map(_ -> RETRY);
    }

    private static Writer writer(ObjectNode pod) {
        String phase = pod.path("status").path("phase").asString("");
        return new Writer(
                metadata(pod, "namespace"),
                metadata(pod, "name"),
                metadata(pod, "uid"),
                pod.path("spec").path("containers").path(0).path("name").asString(""),
                work(pod),
                !phase.equals("Succeeded") && !phase.equals("Failed"));
    }

    /** Empty for a Pod that does no work of an upgrade; its logging and its repository are others' affair. */
    private static String work(ObjectNode pod) {
        String component = label(pod, Upgrade.COMPONENT_LABEL);
        return switch (component) {
            case "manifest", "node" -> label(pod, Upgrade.UPGRADE_LABEL).isEmpty() ? "" : component;
            default -> label(pod, PLAN_LABEL).startsWith(PLANS) ? "plan" : "";
        };
    }

    private static Instant created(ObjectNode pod) {
        try {
            return Instant.parse(metadata(pod, "creationTimestamp"));
        } catch (DateTimeException _) {
            return Instant.EPOCH;
        }
    }

    private static String label(ObjectNode pod, String label) {
        return pod.path("metadata").path("labels").path(label).asString("");
    }

    private static String metadata(ObjectNode pod, String field) {
        return pod.path("metadata").path(field).asString("");
    }
}
