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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    private final List<ScopeReading> readings;
    private final CountDownLatch complete = new CountDownLatch(1);

    private Session(
            KubernetesClient client,
            String kubernetesVersion,
            ApiRequests api,
            ApiRequests heartbeat,
            Runnable changed) {
        this.client = client;
        this.kubernetesVersion = kubernetesVersion;
        this.heartbeat = heartbeat;
        this.changed = changed;
        this.indexes = new ChartIndexes(api, this::onChange);
        this.readings = Arrays.stream(ResourceKind.values())
                .flatMap(kind ->
                        kind.scopes().stream().map(scope -> new ScopeReading(client, kind, scope, this::onChange)))
                .toList();
    }

    /**
     * Connects, and starts to read everything.
     *
     * @param changed called after every change of the facts, by any thread
     * @throws SourceException when the server cannot be used, as the doctor sees it
     */
    static Session open(
            Connection connection, ConnectionDoctor doctor, Duration patience, Runnable changed, Runnable refused) {
        KubernetesClient client = connection.newClient(refused);
        try {
            ApiRequests api = new ApiRequests(client, Duration.ofSeconds(15));
            ApiRequests heartbeat = new ApiRequests(client, patience);
            Session session = new Session(client, version(heartbeat), api, heartbeat, changed);
            session.readings.forEach(ScopeReading::start);
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
        for (ScopeReading reading : readings) {
            coverage.add(reading.coverage());
            objects.computeIfAbsent(reading.kind(), _ -> new ArrayList<>()).addAll(reading.objects());
        }
        coverage.addAll(indexes.coverage());
        objects.computeIfAbsent(ResourceKind.CONFIG_MAP, _ -> new ArrayList<>()).addAll(indexes.configMaps());
        return new RawObjects(objects, coverage, kubernetesVersion);
    }

    List<ScopeReading> readings() {
        return readings;
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
        readings.forEach(ScopeReading::close);
        indexes.close();
        client.close();
    }

    private void onChange() {
        indexes.follow(objectsOf(ResourceKind.MANAGED_CHART), objectsOf(ResourceKind.CLUSTER_REPO));
        if (readings.stream().allMatch(ScopeReading::isSettled) && indexes.isSettled()) {
            complete.countDown();
        }
        changed.run();
    }

    private List<ObjectNode> objectsOf(ResourceKind kind) {
        return readings.stream()
                .filter(reading -> reading.kind() == kind)
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
