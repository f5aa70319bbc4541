package io.gleaner.source.live;

import static io.gleaner.source.live.FakeApiServer.JSON;
import static io.gleaner.source.live.FakeApiServer.object;
import static io.gleaner.source.live.FakeApiServer.status;
import static io.gleaner.source.live.FakeApiServer.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.gleaner.model.ObjectRef;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterRequestException.Reason;
import io.gleaner.source.ResourceKind;
import io.gleaner.source.live.FakeApiServer.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class LiveClusterWriterTest {
    private static final ObjectRef CHART = ResourceKind.MANAGED_CHART.ref("fleet-local", "harvester");
    private static final String PATH = "/apis/management.cattle.io/v3/namespaces/fleet-local/managedcharts/harvester";
    private static final ArrayNode RESUME =
            (ArrayNode) JSON.readTree("[{\"op\":\"test\",\"path\":\"/spec/paused\",\"value\":true},"
                    + "{\"op\":\"replace\",\"path\":\"/spec/paused\",\"value\":false}]");

    @TempDir
    Path folder;

    private final FakeApiServer server = FakeApiServer.start();
    private LiveClusterWriter writer;

    @BeforeEach
    void connect() {
        writer = new LiveClusterWriter(
                Connection.of(Kubeconfigs.context(folder, server.url()), _ -> false, Map.of(), InstantSource.system()));
    }

    @AfterEach
    void close() {
        writer.close();
        server.close();
    }

    @Test
    void aPatchIsSentAsItIsOnceUnderOurName() {
        server.answer("PATCH", PATH, 200, chart(false).toString());

        assertThat(isPaused(writer.patch(CHART, RESUME))).isFalse();

        Request patch = onlyPatch();
        assertThat(patch.query()).isEqualTo("fieldManager=gleaner&fieldValidation=Strict");
        assertThat(JSON.readTree(patch.body())).isEqualTo(RESUME);
        assertThat(patch.header("Content-type")).isEqualTo("application/json-patch+json");
        assertThat(patch.header("User-agent")).startsWith("gleaner/");
        assertThat(patch.header("Authorization")).isEqualTo("Bearer secret-token");
        assertThat(server.requests())
                .noneMatch(request ->
                        request.method().equals("GET") && request.path().equals(PATH));
    }

    @Test
    void aDryRunSaysSo() {
        server.answer("PATCH", PATH, 200, chart(false).toString());

        writer.dryRun(CHART, RESUME);

        assertThat(onlyPatch().query()).isEqualTo("fieldManager=gleaner&dryRun=All&fieldValidation=Strict");
    }

    @Test
    void anOldServerIsNotAskedToValidateFields() {
        server.answer("GET", "/version", 200, version("1", "20+")).answer("PATCH", PATH, 200, "{}");

        writer.patch(CHART, RESUME);

        assertThat(onlyPatch().query()).isEqualTo("fieldManager=gleaner");
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHORIZED",
        "403, FORBIDDEN",
        "404, NOT_FOUND",
        "409, CONFLICT",
        "422, INVALID",
        "429, TOO_MANY_REQUESTS",
        "500, SERVER_ERROR",
        "504, SERVER_ERROR",
        "400, OTHER",
        "302, OTHER"
    })
    void everyRefusalHasItsReasonAndTheServersWordsAndIsNotRetried(int code, Reason reason) {
        server.answer("PATCH", PATH, code, status(code, "the server's own words"));

        assertThatExceptionOfType(ClusterRequestException.class)
                .isThrownBy(() -> writer.patch(CHART, RESUME))
                .withMessage("the server's own words")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(server.requests("PATCH")).hasSize(1);
    }

    @Test
    void aProxysPageIsNotQuoted() {
        server.answer("PATCH", PATH, 502, "<html><body>Bad Gateway</body></html>");

        assertThatExceptionOfType(ClusterRequestException.class)
                .isThrownBy(() -> writer.patch(CHART, RESUME))
                .withMessage("HTTP 502");
    }

    @Test
    void noAnswerIsUnreachable() {
        server.close();

        assertThatExceptionOfType(ClusterRequestException.class)
                .isThrownBy(() -> writer.get(CHART))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE));
    }

    @Test
    void aLongListIsReadPageByPage() {
        String path = "/api/v1/namespaces/harvester-system/pods";
        server.answer("GET", path, 200, """
                {"metadata":{"continue":""},"items":[{"metadata":{"name":"a"}},{"metadata":{"name":"b"}}]}""");

        List<ObjectNode> pods = writer.list(ResourceKind.POD, "harvester-system", "a=b,c");

        assertThat(pods).extracting(pod -> pod.path("kind").asString("")).containsExactly("Pod", "Pod");
        assertThat(server.requests())
                .anyMatch(request ->
                        request.path().equals(path) && request.query().equals("limit=500&labelSelector=a=b,c"));
    }

    @Test
    void permissionIsAskedOfTheServer() {
        String reviews = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
        server.answer("POST", reviews, 201, "{\"status\":{\"allowed\":true}}");

        assertThat(writer.isAllowed("patch", ResourceKind.MANAGED_CHART, "fleet-local", "harvester"))
                .isTrue();
        assertThat(JSON.readTree(server.requests("POST").getFirst().body())
                        .path("spec")
                        .path("resourceAttributes"))
                .isEqualTo(JSON.readTree("""
                        {"verb":"patch","group":"management.cattle.io","version":"v3","resource":"managedcharts",
                         "namespace":"fleet-local","name":"harvester"}"""));
    }

    @Test
    void theUserIsAskedForInTheVersionTheServerHas() {
        server.answer(
                "POST",
                "/apis/authentication.k8s.io/v1beta1/selfsubjectreviews",
                201,
                "{\"status\":{\"userInfo\":{\"username\":\"u-12345\"}}}");

        assertThat(writer.user()).contains("u-12345");
    }

    @Test
    void whereTheServerDoesNotSayTheUserIsNotKnown() {
        assertThat(writer.user()).isEmpty();
    }

    @Test
    void aConditionIsMetByAnEvent() {
        serve(chart(true));
        CompletableFuture<Optional<ObjectNode>> waiting = waiting(Duration.ofSeconds(20), new AtomicBoolean());
        awaitWatch();

        server.push(ResourceKind.MANAGED_CHART, "fleet-local", "MODIFIED", chart(false));

        assertThat(waiting.join()).isPresent();
    }

    @Test
    void aWatchThatEndsIsFollowedByAFreshLook() {
        serve(chart(true));
        CompletableFuture<Optional<ObjectNode>> waiting = waiting(Duration.ofSeconds(20), new AtomicBoolean());
        awaitWatch();

        serve(chart(false));
        server.endWatches(ResourceKind.MANAGED_CHART, "fleet-local");

        assertThat(waiting.join()).isPresent();
    }

    @Test
    void anExpiredVersionIsFollowedByAFreshLook() {
        serve(chart(true));
        CompletableFuture<Optional<ObjectNode>> waiting = waiting(Duration.ofSeconds(20), new AtomicBoolean());
        awaitWatch();

        serve(chart(false));
        server.push(ResourceKind.MANAGED_CHART, "fleet-local", "ERROR", (ObjectNode)
                JSON.readTree(status(410, "too old resource version")));

        assertThat(waiting.join()).isPresent();
    }

    @Test
    void waitingEndsWithTheTime() {
        serve(chart(true));

        assertThat(waiting(Duration.ofMillis(400), new AtomicBoolean()).join()).isEmpty();
    }

    @Test
    void waitingEndsByCancelling() {
        serve(chart(true));
        AtomicBoolean cancelled = new AtomicBoolean();
        CompletableFuture<Optional<ObjectNode>> waiting = waiting(Duration.ofMinutes(5), cancelled);
        awaitWatch();
        cancelled.set(true);
        assertThat(waiting.join()).isEmpty();
    }

    @Test
    void aPassingFailureDoesNotEndTheWait() {
        server.answer("GET", PATH, 503, status(503, "restarting"));
        CompletableFuture<Optional<ObjectNode>> waiting = waiting(Duration.ofSeconds(20), new AtomicBoolean());
        await().until(() ->
                server.requests().stream().anyMatch(request -> request.path().equals(PATH)));

        serve(chart(false));

        assertThat(waiting.join()).isPresent();
    }

    private CompletableFuture<Optional<ObjectNode>> waiting(Duration timeout, AtomicBoolean cancelled) {
        // On the common pool on purpose: the HTTP client needs it too, and waiting must not starve it.
        return CompletableFuture.supplyAsync(
                () -> writer.awaitCondition(CHART, chart -> !isPaused(chart), timeout, cancelled::get));
    }

    private void awaitWatch() {
        await().until(() -> server.watchers(ResourceKind.MANAGED_CHART, "fleet-local") == 1);
    }

    private void serve(ObjectNode chart) {
        server.answer("GET", PATH, 200, chart.toString());
    }

    private Request onlyPatch() {
        assertThat(server.requests("PATCH")).hasSize(1);
        return server.requests("PATCH").getFirst();
    }

    private static boolean isPaused(ObjectNode chart) {
        return chart.path("spec").path("paused").asBoolean(false);
    }

    private static ObjectNode chart(boolean paused) {
        ObjectNode chart = object(ResourceKind.MANAGED_CHART, "fleet-local", "harvester");
        chart.putObject("spec").put("paused", paused);
        return chart;
    }
}
