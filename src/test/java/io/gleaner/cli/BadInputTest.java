package io.gleaner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every mistake gets a message that names the thing and the next step, the right exit code, and no stack trace. */
class BadInputTest {
    private static final String TOKEN = "s3cr3t-t0k3n-of-the-test";

    @TempDir
    Path home;

    private Gleaner gleaner;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        gleaner = new Gleaner(home);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aMissingKubeconfig() {
        Path file = home.resolve("edge.yaml");
        fails(ExitCode.SOURCE, gleaner.run("diagnose", "--kubeconfig", file.toString()), file.toString());
    }

    @Test
    void noKubeconfigAtAll() {
        fails(
                ExitCode.SOURCE,
                gleaner.run("diagnose"),
                home.resolve(".kube").resolve("config").toString());
    }

    @Test
    void aKubeconfigThatIsNone() throws IOException {
        Path file = Files.writeString(home.resolve("edge.yaml"), "token: [" + TOKEN);
        fails(ExitCode.SOURCE, gleaner.run("diagnose", "--kubeconfig", file.toString()), file.toString());
    }

    @Test
    void anUnknownContext() throws IOException {
        fails(
                ExitCode.SOURCE,
                gleaner.run("diagnose", "--kubeconfig", kubeconfig(), "--context", "edge-8"),
                "edge-8",
                "edge-7");
    }

    @Test
    void aServerThatDoesNotAnswer() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        fails(
                ExitCode.SOURCE,
                gleaner.run("diagnose", "--kubeconfig", kubeconfig("http://127.0.0.1:" + port, "")),
                "127.0.0.1:" + port);
    }

    @ParameterizedTest
    @CsvSource({"401, 3", "403, 4"})
    void aServerThatDoesNotLetUsIn(int status, int exitCode) throws IOException {
        byte[] answer = "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":%d}"
                .formatted(status)
                .getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        fails(exitCode, gleaner.run("diagnose", "--kubeconfig", kubeconfig()), "edge-7");
    }

    @Test
    void anExecPluginOfAForeignKubeconfigIsShownAndNotRun() throws IOException {
        Path trace = home.resolve("trace");
        String file = kubeconfig(
                serverAddress(),
                "exec: {apiVersion: client.authentication.k8s.io/v1, command: touch, " + "args: ['" + trace
                        + "'], interactiveMode: Never}");
        fails(ExitCode.SOURCE, gleaner.run("diagnose", "--kubeconfig", file), "touch " + trace, "--allow-exec-plugin");
        assertThat(trace).doesNotExist();

        gleaner.answering("no\n");
        fails(ExitCode.SOURCE, gleaner.run("diagnose", "--kubeconfig", file), "touch " + trace, "Run it?");
        assertThat(trace).doesNotExist();
    }

    @Test
    void anUnknownScenario() {
        fails(ExitCode.SOURCE, gleaner.run("diagnose", "--scenario", "helthy"), "helthy", "healthy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "NaN", "1e9"})
    void aSpeedThatIsNone(String speed) {
        fails(ExitCode.USAGE, gleaner.run("diagnose", "--scenario", "healthy", "--speed", speed), "--speed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "diagnos",
                "diagnose --fail-on bad",
                "diagnose -o xml",
                "diagnose --scenario healthy --context edge-7",
                "diagnose --language fr",
                "diagnose surplus",
                "recover",
                "recover resume-charts --timeout 15x",
                "recover resume-charts --timeout 0m",
                "undo",
                "--nonsense"
            })
    void aMistakeOnTheCommandLine(String commandLine) {
        fails(ExitCode.USAGE, gleaner.run(commandLine.split(" ")), "--help");
    }

    @Test
    void aMistypedCommandGetsASuggestion() {
        assertThat(gleaner.run("diagnos").err()).contains("gleaner diagnose");
    }

    private static void fails(int exitCode, Gleaner.Outcome outcome, String... named) {
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(exitCode);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains(List.of(named))
                .doesNotContain(TOKEN)
                .doesNotContainPattern("(?m)^\\s+at [a-z]|Exception:|[a-z]\\.[a-z]+\\.unknown");
        assertThat(outcome.err().lines().count()).isBetween(2L, 6L);
    }

    private String serverAddress() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private String kubeconfig() throws IOException {
        return kubeconfig(serverAddress(), "token: " + TOKEN);
    }

    private String kubeconfig(String address, String user) throws IOException {
        return Files.writeString(home.resolve("edge.yaml"), """
                        apiVersion: v1
                        kind: Config
                        current-context: edge-7
                        contexts: [{name: edge-7, context: {cluster: edge-7, user: admin}}]
                        clusters: [{name: edge-7, cluster: {server: '%s'}}]
                        users: [{name: admin, user: {%s}}]
                        """.formatted(address, user))
                .toString();
    }
}
