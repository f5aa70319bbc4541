package io.gleaner.source.live;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.gleaner.model.Coverage;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterRequestException.Reason;
import io.gleaner.source.RawObjects;
import io.gleaner.source.ResourceKind;
import io.gleaner.source.SourceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * One unbroken conversation with an API server: a connection and the informers on it. It is never mended: when the server was
 * lost, a new session is opened, so that nothing of what is shown can come from a watch that died without a word.
 */
final class Session implements AutoCloseable {
    // Always there, small, and read from etcd: the answer proves the whole way. A 403 proves enough.
    private static final String PROOF_OF_LIFE = "/api/v1/namespaces/default";

    private final KubernetesClient client;
    private final String kubernetesVersion;
    private final ApiRequests heartbeat;
    private final Runnable changed;
    private final ChartIndexes indexes;
    private final ReleasePayloads payloads;
    private final PodLogs logs;
    private final List<ScopeReading> readings;
    // What a user who may not read everywhere can still see; of no interest to others.
    private final List<ScopeReading> narrowReadings;
    private final Set<ScopeReading> settled = ConcurrentHashMap.newKeySet();
    private final CountDownLatch complete = new CountDownLatch(1);

    private Session(
            KubernetesClient client,
            String kubernetesVersion,
            ApiRequests api,
            ApiRequests heartbeat,
            Pace pace,
            Runnable changed) {
        this.client = client;
        this.kubernetesVersion = kubernetesVersion;
        this.heartbeat = heartbeat;
        this.changed = changed;
        this.indexes = new ChartIndexes(api, this::tell);
        this.payloads = new ReleasePayloads(api, this::tell);
        this.logs = new PodLogs(api, pace.logs(), this::tell);
        this.readings = readings(kind -> kind.scopes().stream());
        this.narrowReadings = readings(kind -> kind.narrowScope().stream());
    }

    private List<ScopeReading> readings(Function<ResourceKind, Stream<ResourceKind.Scope>> scopes) {
        return Arrays.stream(ResourceKind.values())
                .flatMap(kind -> scopes.apply(kind).map(scope -> new ScopeReading(client, kind, scope, this::changed)))
                .toList();
    }

    /**
     * Connects, and starts to read everything.
     *
     * @param changed called after every change of the facts, by any thread
     * @throws SourceException when the server cannot be used, as the doctor sees it
     */
    static Session open(Connection connection, ConnectionDoctor doctor, Pace pace, Runnable changed, Runnable refused) {
        KubernetesClient client = connection.newClient(refused);
        try {
            ApiRequests api = new ApiRequests(client, Duration.ofSeconds(15));
            ApiRequests heartbeat = new ApiRequests(client, pace.patience());
            Session session = new Session(client, version(heartbeat), api, heartbeat, pace, changed);
            session.allReadings().forEach(ScopeReading::start);
            return session;
        } catch (RuntimeException e) {
            client.close();
            throw doctor.diagnose(e);
        }
    }

    /** Waits until every kind has been read or has failed; false when the time is over before. */
    boolean awaitComplete(Duration timeout) throws InterruptedException {
        return complete.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Everything as it is now. */
    RawObjects facts() {
        Map<ResourceKind, List<ObjectNode>> objects = new EnumMap<>(ResourceKind.class);
        List<Coverage> coverage = new ArrayList<>();
        Stream.concat(readings.stream(), narrowReadings.stream().filter(this::isNeeded))
                .forEach(reading -> {
                    coverage.add(reading.coverage());
                    objects.computeIfAbsent(reading.kind(), _ -> new ArrayList<>())
                            .addAll(reading.objects());
                });
        coverage.addAll(indexes.coverage());
        coverage.addAll(logs.coverage());
        objects.computeIfAbsent(ResourceKind.CONFIG_MAP, _ -> new ArrayList<>()).addAll(indexes.configMaps());
        return new RawObjects(objects, coverage, kubernetesVersion, payloads.releases(), logs.logs());
    }

    private boolean isNeeded(ScopeReading narrow) {
        return readings.stream()
                .anyMatch(reading ->
                        reading.kind() == narrow.kind() && !reading.coverage().wasRead());
    }

    List<ScopeReading> readings() {
        return readings;
    }

    /** Whether there is an outcome, good or bad, for this kind. */
    boolean hasRead(ResourceKind kind) {
        return settled.stream().anyMatch(reading -> reading.kind() == kind);
    }

    /** @throws ClusterRequestException when the server does not answer, or answers that it cannot */
    void heartbeat() {
        try {
            heartbeat.ping(PROOF_OF_LIFE);
        } catch (ClusterRequestException e) {
            if (e.reason() != Reason.FORBIDDEN && e.reason() != Reason.TOO_MANY_REQUESTS) {
                throw e;
            }
        }
    }

    /**
     * Whether the server is through with starting: before, it answers 404 for custom kinds. A server that does not let us ask
     * counts as ready.
     */
    boolean isReady() {
        try {
            heartbeat.ping("/readyz");
            return true;
        } catch (ClusterRequestException e) {
            return e.reason() != Reason.SERVER_ERROR && e.reason() != Reason.UNREACHABLE;
        }
    }

    @Override
    public void close() {
        allReadings().forEach(ScopeReading::close);
        indexes.close();
        payloads.close();
        logs.close();
        client.close();
    }

    private void changed(ScopeReading reading) {
        switch (reading.kind()) {
            case MANAGED_CHART, CLUSTER_REPO ->
                indexes.follow(objectsOf(ResourceKind.MANAGED_CHART), objectsOf(ResourceKind.CLUSTER_REPO));
            default -> {
                // Points to nothing.
            }
        }
        switch (reading.kind()) {
            case MANAGED_CHART, SECRET ->
                payloads.follow(objectsOf(ResourceKind.MANAGED_CHART), objectsOf(ResourceKind.SECRET));
            case POD -> logs.follow(objectsOf(ResourceKind.POD));
            default -> {
                // Points to nothing.
            }
        }
        // Only now, when what it points to is wanted.
        if (reading.isSettled()) {
            settled.add(reading);
        }
        tell();
    }

    private void tell() {
        if (complete.getCount() > 0
                && settled.size() == readings.size() + narrowReadings.size()
                && indexes.isSettled()
                && payloads.isSettled()
                && logs.isSettled()) {
            complete.countDown();
        }
        changed.run();
    }

    private Stream<ScopeReading> allReadings() {
        return Stream.concat(readings.stream(), narrowReadings.stream());
    }

    private List<ObjectNode> objectsOf(ResourceKind kind) {
        // Half a list points to what is not the newest.
        return allReadings()
                .filter(reading -> reading.kind() == kind && reading.isSettled())
                .flatMap(reading -> reading.objects().stream())
                .toList();
    }

    private static String version(ApiRequests api) {
        try {
            return api.get("/version").path("gitVersion").asString("");
        } catch (ClusterRequestException e) {
            if (e.reason() == Reason.FORBIDDEN) {
                return "";
            }
            throw e;
        }
    }
}
