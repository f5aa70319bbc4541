package io.gleaner.source.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.gleaner.source.SourceException;
import io.gleaner.source.SourceException.Problem;
import io.gleaner.text.Phrasebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the plugins of these tests are shell scripts")
class ExecPluginTest {
    private static final String ANSWER = "echo '{\"status\":{\"token\":\"from-plugin\"}}'";

    @TempDir
    Path folder;

    private final FakeApiServer server = FakeApiServer.start();
    private final List<ClusterContext> asked = new ArrayList<>();
    private Path ran;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @BeforeEach
    void mark() {
        ran = folder.resolve("ran");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aPluginThatIsNotApprovedIsNotRun() {
        plugin("echo run >> " + ran, ANSWER);

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> request(answering(false)))
                .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.EXEC_PLUGIN_NOT_APPROVED))
                .satisfies(e -> assertThat(say(e)).contains(folder.resolve("login") + " --now"));
        assertThat(ran).doesNotExist();
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void theUserIsAskedAboutTheCommandThatIsInTheFileNow() {
        ClusterContext catalogued = context("exec: {command: ./other}");
        plugin("echo run >> " + ran, ANSWER);
        context("exec: {command: ./login, args: [--now]}");

        Connection.of(catalogued, answering(true), Map.of(), () -> now);

        assertThat(asked.getFirst().execCommand())
                .containsExactly(folder.resolve("login").toString(), "--now");
    }

    @Test
    void anApprovedPluginRunsOnceForManyRequests() throws IOException {
        plugin("echo run >> " + ran, ANSWER);
        Connection connection = Connection.of(pluginContext(), answering(true), Map.of(), () -> now);

        try (KubernetesClient client = connection.newClient(() -> {})) {
            ApiRequests api = new ApiRequests(client, Duration.ofSeconds(5));
            api.get("/version");
            api.get("/version");
        }

        assertThat(server.requests())
                .extracting(request -> request.header("Authorization"))
                .containsExactly("Bearer from-plugin", "Bearer from-plugin");
        assertThat(Files.readAllLines(ran)).hasSize(1);
        assertThat(asked).hasSize(1);
    }

    @Test
    void anExpiredCredentialIsAskedForAgain() throws IOException {
        plugin(
                "echo run >> " + ran,
                "echo '{\"status\":{\"token\":\"short\",\"expirationTimestamp\":\"2026-01-01T01:00:00Z\"}}'");
        Connection connection = Connection.of(pluginContext(), answering(true), Map.of(), () -> now);

        try (KubernetesClient client = connection.newClient(() -> {})) {
            ApiRequests api = new ApiRequests(client, Duration.ofSeconds(5));
            api.get("/version");
            now = now.plus(Duration.ofHours(1));
            api.get("/version");
        }

        assertThat(Files.readAllLines(ran)).hasSize(2);
    }

    @Test
    void aRefusedCredentialIsAskedForAgainOnce() throws IOException {
        plugin("echo run >> " + ran, ANSWER);
        server.answer("GET", "/version", 401, FakeApiServer.status(401, "Unauthorized"));
        Connection connection = Connection.of(pluginContext(), answering(true), Map.of(), () -> now);

        try (KubernetesClient client = connection.newClient(() -> {})) {
            now = now.plus(Duration.ofMinutes(1));
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> new ApiRequests(client, Duration.ofSeconds(5)).get("/version"))
                    .withMessage("Unauthorized");
        }

        assertThat(Files.readAllLines(ran)).hasSize(2);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aPluginOfTheUsersOwnFileRunsUnasked() {
        plugin("echo run >> " + ran, ANSWER);
        Path file = pluginContext().file();
        ClusterContext own = new KubeconfigCatalogue(Map.of("KUBECONFIG", file.toString()), folder).find(null, null);

        Connection.of(own, answering(false), Map.of(), () -> now)
                .newClient(() -> {})
                .close();

        assertThat(asked).isEmpty();
        assertThat(ran).exists();
    }

    @Test
    void aProbeRunsNothing() {
        plugin("echo run >> " + ran, ANSWER);

        LiveClusters.Probe probe = LiveClusters.probe(pluginContext(), Duration.ofSeconds(5), () -> now);

        assertThat(probe).isEqualTo(new LiveClusters.Probe(true, "", -1, null));
        assertThat(ran).doesNotExist();
    }

    @Test
    void aMissingPluginIsNamedWithTheHintOfTheKubeconfig() {
        ClusterContext context = context("exec: {command: no-such-login, installHint: \"Get it from the intranet.\"}");

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> request(context))
                .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.EXEC_PLUGIN_MISSING))
                .satisfies(e -> assertThat(say(e)).contains("no-such-login", "Get it from the intranet."));
    }

    @Test
    void aFailingPluginIsToldWithItsLastWords() {
        plugin("echo usage >&2", "echo 'session expired' >&2", "exit 3");

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> request(answering(true)))
                .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.EXEC_PLUGIN_FAILED))
                .satisfies(e -> assertThat(say(e)).contains("exit code 3", "session expired"));
    }

    @Test
    void aPluginThatAnswersNonsenseHasFailed() {
        plugin("echo hello");

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> request(answering(true)))
                .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.EXEC_PLUGIN_FAILED))
                .satisfies(e -> assertThat(say(e)).contains("holds no credential"));
    }

    private void plugin(String... lines) {
        Kubeconfigs.script(folder.resolve("login"), lines);
    }

    private ClusterContext pluginContext() {
        return context("exec: {command: ./login, args: [--now]}");
    }

    private ClusterContext context(String user) {
        return Kubeconfigs.context(folder, server.url(), List.of(), List.of(user));
    }

    private Predicate<ClusterContext> answering(boolean answer) {
        return context -> {
            asked.add(context);
            return answer;
        };
    }

    private void request(Predicate<ClusterContext> mayRun) {
        Connection.of(pluginContext(), mayRun, Map.of(), () -> now)
                .newClient(() -> {})
                .close();
    }

    private void request(ClusterContext context) {
        Connection.of(context, _ -> true, Map.of(), InstantSource.system())
                .newClient(() -> {})
                .close();
    }

    private static String say(SourceException e) {
        Phrasebook english = Phrasebook.english();
        return english.say(e.what()) + " " + english.say(e.nextStep());
    }
}
