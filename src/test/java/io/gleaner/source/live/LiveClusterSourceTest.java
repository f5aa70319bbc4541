package io.gleaner.source.live;

import static io.gleaner.source.live.FakeApiServer.object;
import static io.gleaner.source.live.FakeApiServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.gleaner.model.ClusterState;
import io.gleaner.model.Coverage;
import io.gleaner.model.CoverageStatus;
import io.gleaner.model.ManagedChart;
import io.gleaner.source.Observation;
import io.gleaner.source.Observation.Freshness;
import io.gleaner.source.ResourceKind;
import io.gleaner.source.SourceException;
import io.gleaner.source.SourceException.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class LiveClusterSourceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pace QUICK = new Pace(
            Duration.ofMillis(100),
            Duration.ofSeconds(2),
            Duration.ofMillis(50),
            Duration.ofMinutes(1),
            Duration.ofMillis(200),
            Duration.ofMillis(300),
            Duration.ofSeconds(2));

    @TempDir
    Path folder;

    private FakeApiServer server = FakeApiServer.start();
    private final List<Observation> observed = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyKindIsReadAndItsCoverageTold() {
        server.objects(ResourceKind.MANAGED_CHART, "fleet-local", chart("harvester", true));
        try (LiveClusterSource source = connect()) {
            ClusterState state = source.load(PATIENCE);

            assertThat(state.kubernetesVersion()).isEqualTo("v1.28.0");
            assertThat(state.managedCharts()).extracting(ManagedChart::name).containsExactly("harvester");
            assertThat(coverage(state, "managedcharts.management.cattle.io")).isEqualTo(CoverageStatus.COLLECTED);
            assertThat(coverage(state, "bundles.fleet.cattle.io")).isEqualTo(CoverageStatus.EMPTY);
            assertThat(coverage(state, "secrets")).isEqualTo(CoverageStatus.EMPTY);
            assertThat(state.origin().server()).isEqualTo(server.url());
            assertThat(state.origin().context()).isEqualTo("test");
        }
    }

    @Test
    void oneFailingKindDoesNotHinderTheOthersAndKeepsTheServersWords() {
        server.objects(ResourceKind.MANAGED_CHART, "fleet-local", chart("harvester", false))
                .answer("GET", path(ResourceKind.BUNDLE, "fleet-local"), 403, status(403, "bundles is forbidden: no"))
                .answer("GET", path(ResourceKind.PLAN, "cattle-system"), 404, status(404, "page not found"))
                .answer("GET", path(ResourceKind.NODE, null), 500, status(500, "etcdserver: no leader"));
        try (LiveClusterSource source = connect()) {
            ClusterState state = source.load(PATIENCE);

            assertThat(state.coverage())
                    .contains(
                            new Coverage(
                                    "bundles.fleet.cattle.io",
                                    "fleet-local",
                                    CoverageStatus.FORBIDDEN,
                                    "bundles is forbidden: no"),
                            new Coverage(
                                    "plans.upgrade.cattle.io",
                                    "cattle-system",
                                    CoverageStatus.NOT_INSTALLED,
                                    "page not found"),
                            new Coverage("nodes", null, CoverageStatus.FAILED, "etcdserver: no leader"));
            assertThat(coverage(state, "managedcharts.management.cattle.io")).isEqualTo(CoverageStatus.COLLECTED);
        }
    }

    @Test
    void aKindThatFailedIsReadAgainUntilItHeals() {
        server.answer("GET", path(ResourceKind.NODE, null), 500, status(500, "no"));
        try (LiveClusterSource source = connect()) {
            assertThat(coverage(source.load(PATIENCE), "nodes")).isEqualTo(CoverageStatus.FAILED);

            server.objects(ResourceKind.NODE, null, object(ResourceKind.NODE, null, "node-1"));

            await().atMost(PATIENCE).until(() -> coverage(source.load(PATIENCE), "nodes") == CoverageStatus.COLLECTED);
        }
    }

    @Test
    void aClusterWithoutHarvesterIsToldAsSuch() {
        server.answer("GET", path(ResourceKind.UPGRADE, "harvester-system"), 404, status(404, "page not found"));

        assertRefused(Problem.NO_HARVESTER);
    }

    @Test
    void aServerStillStartingIsNotMistakenForOneWithoutHarvester() {
        server.answer("GET", path(ResourceKind.UPGRADE, "harvester-system"), 404, status(404, "page not found"))
                .answer("GET", "/readyz", 500, "[-]poststarthook/crd-informer-synced failed");

        assertRefused(Problem.UNREACHABLE);
    }

    @Test
    void whenEverythingIsForbiddenTheSourceIs() {
        for (ResourceKind kind : ResourceKind.values()) {
            Stream.concat(kind.scopes().stream(), kind.narrowScope().stream())
                    .forEach(scope -> server.answer(
                            "GET", path(kind, scope.namespace()), 403, status(403, kind.plural() + " is forbidden")));
        }

        assertRefused(Problem.FORBIDDEN);
    }

    @Test
    void refusedCredentialsAreTold() {
        server.answer("GET", "/version", 401, status(401, "Unauthorized"));

        assertRefused(Problem.UNAUTHORIZED);
    }

    @Test
    void aChangeIsSeenAtOnceWhateverItsLetters() {
        server.objects(ResourceKind.MANAGED_CHART, "fleet-local", chart("harvester", true));
        try (LiveClusterSource source = connect()) {
            source.observe(observed::add);
            await().atMost(PATIENCE).until(() -> server.watchers(ResourceKind.MANAGED_CHART, "fleet-local") == 1);
            ObjectNode resumed = resumed();
            resumed.withObjectProperty("metadata").putObject("annotations").put("note", "已恢复 – 😀");

            server.push(ResourceKind.MANAGED_CHART, "fleet-local", "MODIFIED", resumed);

            await().atMost(PATIENCE).until(() -> !newestChart().paused());
            assertThat(newestChart().metadata().annotations()).containsEntry("note", "已恢复 – 😀");
            assertThat(observed.getLast().freshness()).isEqualTo(new Freshness.Live());
        }
    }

    @Test
    void aSlowListenerHoldsUpNeitherTheOthersNorTheFacts() {
        server.objects(ResourceKind.MANAGED_CHART, "fleet-local", chart("harvester", true));
        CountDownLatch release = new CountDownLatch(1);
        try (LiveClusterSource source = connect()) {
            source.observe(_ -> {
                try {
                    release.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            });
            await().atMost(PATIENCE).until(() -> server.watchers(ResourceKind.MANAGED_CHART, "fleet-local") == 1);
            server.push(ResourceKind.MANAGED_CHART, "fleet-local", "MODIFIED", resumed());

            await().atMost(PATIENCE)
                    .until(() ->
                            !source.load(PATIENCE).managedCharts().getFirst().paused());
            release.countDown();
        }
    }

    @Test
    void aLostServerMakesTheFactsStaleAndItsReturnMakesThemCurrent() {
        server.objects(ResourceKind.MANAGED_CHART, "fleet-local", chart("harvester", true));
        int port = server.port();
        try (LiveClusterSource source = connect()) {
            source.observe(observed::add);
            await().atMost(PATIENCE).until(() -> !observed.isEmpty());

            server.close();
            await().atMost(PATIENCE).until(() -> observed.getLast().isStale());
            assertThat(newestChart().paused()).isTrue();
            assertThatExceptionOfType(SourceException.class)
                    .isThrownBy(() -> source.load(Duration.ofSeconds(5)))
                    .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.UNREACHABLE));

            server = FakeApiServer.start(port)
                    .objects(ResourceKind.MANAGED_CHART, "fleet-local", chart("harvester", false));
            await().atMost(PATIENCE).until(() -> !observed.getLast().isStale());
            assertThat(newestChart().paused()).isFalse();
        }
    }

    @Test
    void theIndexOfAUsedRepositoryIsReadChunkByChunkAndAgainWhenItChanges() {
        byte[] index = gzip("{\"entries\":{\"harvester\":[{\"version\":\"1.4.3\"}]}}");
        server.objects(ResourceKind.MANAGED_CHART, "fleet-local", chart("harvester", true))
                .objects(ResourceKind.CLUSTER_REPO, null, repository("5"), unusedRepository())
                .answer("GET", chunkPath("index-0"), 200, chunk("index-0", "index-1", index, 0, 20))
                .answer("GET", chunkPath("index-1"), 200, chunk("index-1", "", index, 20, index.length));
        try (LiveClusterSource source = connect()) {
            assertThat(served(source.load(PATIENCE))).containsExactly("1.4.3");

            byte[] newer = gzip("{\"entries\":{\"harvester\":[{\"version\":\"1.5.1\"}]}}");
            server.answer("GET", chunkPath("index-0"), 200, chunk("index-0", "", newer, 0, newer.length));
            server.push(ResourceKind.CLUSTER_REPO, null, "MODIFIED", repository("6"));

            await().atMost(PATIENCE).until(() -> served(source.load(PATIENCE)).equals(List.of("1.5.1")));
            assertThat(server.requests())
                    .noneMatch(request -> request.path().equals(path(ResourceKind.CONFIG_MAP, "cattle-system")))
                    .noneMatch(request -> request.path().contains("unused"));
        }
    }

    @Test
    void anIndexThatMayNotBeReadIsNotCovered() {
        server.objects(ResourceKind.MANAGED_CHART, "fleet-local", chart("harvester", true))
                .objects(ResourceKind.CLUSTER_REPO, null, repository("5"))
                .answer("GET", chunkPath("index-0"), 403, status(403, "configmaps is forbidden"));
        try (LiveClusterSource source = connect()) {
            assertThat(source.load(PATIENCE).coverage())
                    .contains(new Coverage(
                            "configmaps", "cattle-system", CoverageStatus.FORBIDDEN, "configmaps is forbidden"));
        }
    }

    @Test
    void aClosedSourceAsksNothingMore() {
        LiveClusterSource source = connect();
        source.load(PATIENCE);
        source.close();
        int asked = server.requests().size();

        await().during(Duration.ofMillis(500))
                .atMost(PATIENCE)
                .until(() -> server.requests().size() <= asked + 1);
    }

    private void assertRefused(Problem problem) {
        try (LiveClusterSource source = connect()) {
            assertThatExceptionOfType(SourceException.class)
                    .isThrownBy(() -> source.load(PATIENCE))
                    .satisfies(e -> assertThat(e.problem()).isEqualTo(problem));
        }
    }

    private LiveClusterSource connect() {
        InstantSource clock = InstantSource.system();
        Connection connection = Connection.of(Kubeconfigs.context(folder, server.url()), _ -> false, Map.of(), clock);
        return new LiveClusterSource(connection, clock, QUICK);
    }

    private ManagedChart newestChart() {
        return observed.getLast().state().managedCharts().getFirst();
    }

    private static List<String> served(ClusterState state) {
        return state.chartRepositories().stream()
                .filter(each -> each.index() != null)
                .flatMap(each -> each.index().getOrDefault("harvester", List.of()).stream())
                .toList();
    }

    private static CoverageStatus coverage(ClusterState state, String kind) {
        return state.coverage().stream()
                .filter(each -> each.kind().equals(kind))
                .findFirst()
                .orElseThrow()
                .status();
    }

    private static ObjectNode chart(String name, boolean paused) {
        ObjectNode chart = object(ResourceKind.MANAGED_CHART, "fleet-local", name);
        chart.putObject("spec").put("paused", paused).put("repoName", "harvester-charts");
        return chart;
    }

    private static ObjectNode resumed() {
        ObjectNode chart = chart("harvester", false);
        chart.withObjectProperty("metadata").put("resourceVersion", "11");
        return chart;
    }

    private static ObjectNode repository(String version) {
        ObjectNode repository = object(ResourceKind.CLUSTER_REPO, null, "harvester-charts");
        repository.withObjectProperty("metadata").put("resourceVersion", "1" + version);
        repository
                .putObject("status")
                .put("indexConfigMapName", "index-0")
                .put("indexConfigMapNamespace", "cattle-system")
                .put("indexConfigMapResourceVersion", version);
        return repository;
    }

    private static ObjectNode unusedRepository() {
        ObjectNode repository = object(ResourceKind.CLUSTER_REPO, null, "rancher-partner-charts");
        repository
                .putObject("status")
                .put("indexConfigMapName", "unused-0")
                .put("indexConfigMapNamespace", "cattle-system");
        return repository;
    }

    private static String chunk(String name, String next, byte[] index, int from, int until) {
        ObjectNode chunk = object(ResourceKind.CONFIG_MAP, "cattle-system", name);
        chunk.withObjectProperty("metadata").putObject("annotations").put("catalog.cattle.io/next", next);
        chunk.putObject("binaryData")
                .put("content", Base64.getEncoder().encodeToString(java.util.Arrays.copyOfRange(index, from, until)));
        return chunk.toString();
    }

    private static String chunkPath(String name) {
        return ApiPath.of(ResourceKind.CONFIG_MAP, "cattle-system", name);
    }

    private static String path(ResourceKind kind, @org.jspecify.annotations.Nullable String namespace) {
        return ApiPath.of(kind, namespace, null);
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
