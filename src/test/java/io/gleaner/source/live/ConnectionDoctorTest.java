package io.gleaner.source.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.gleaner.source.SourceException;
import io.gleaner.source.live.LiveClusters.Probe;
import io.gleaner.text.Phrasebook;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionDoctorTest {
    private static final List<String> TOKEN = List.of("token: secret-token");
    private static final Duration PATIENCE = Duration.ofMillis(500);

    @TempDir
    Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void aRefusedConnection() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        assertThat(diagnosis("https://127.0.0.1:" + port, List.of(), TOKEN))
                .startsWith(
                        "UNREACHABLE https://127.0.0.1:" + port + " cannot be reached: the connection was refused.");
    }

    @Test
    void anUnknownHost() {
        assertThat(diagnosis("https://no-such-host.invalid:6443", List.of(), TOKEN))
                .startsWith("UNREACHABLE")
                .contains("the host no-such-host.invalid is not known");
    }

    @Test
    void aServerThatNeverAnswers() throws IOException {
        ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        open.add(silent);

        assertThat(diagnosis("http://127.0.0.1:" + silent.getLocalPort(), List.of(), TOKEN))
                .startsWith("UNREACHABLE")
                .contains("no answer in time");
    }

    @Test
    void anExpiredServerCertificateIsToldWithItsDate() {
        Path keystore = certificate("expired", "-10d", 5, "ip:127.0.0.1");
        String server = https(keystore);

        assertThat(diagnosis(server, trusting(keystore), TOKEN))
                .startsWith("CERTIFICATE_EXPIRED The certificate of " + server + " expired on "
                        + LocalDate.now(ZoneOffset.UTC).minusDays(5));
    }

    @Test
    void aCertificateOfAnUnknownAuthority() {
        Path keystore = certificate("unknown", "-1d", 5, "ip:127.0.0.1");

        assertThat(diagnosis(https(keystore), List.of(), TOKEN))
                .startsWith("CERTIFICATE_UNTRUSTED")
                .contains("issued by CN=unknown");
    }

    @Test
    void aCertificateForOtherNamesIsToldWithThem() {
        Path keystore = certificate("named", "-1d", 5, "dns:harvester.lab");

        assertThat(diagnosis(https(keystore), trusting(keystore), TOKEN))
                .startsWith("CERTIFICATE_UNTRUSTED")
                .contains("is for other names: harvester.lab");
    }

    @Test
    void theTlsServerNameTakesThePlaceOfTheHost() {
        Path keystore = certificate("named", "-1d", 5, "dns:*.lab.example");
        String server = https(keystore);
        List<String> cluster = new ArrayList<>(trusting(keystore));
        cluster.add("tls-server-name: harvester.lab.example");

        assertThat(diagnosis(server, cluster, TOKEN)).isEmpty();

        cluster.set(1, "tls-server-name: harvester.other.example");
        assertThat(diagnosis(server, cluster, TOKEN)).startsWith("CERTIFICATE_UNTRUSTED");
    }

    @Test
    void whoSkipsVerificationConnects() {
        Path keystore = certificate("expired", "-10d", 5, "dns:elsewhere");

        assertThat(diagnosis(https(keystore), List.of("insecure-skip-tls-verify: true"), TOKEN))
                .isEmpty();
    }

    @Test
    void anExpiredClientCertificateIsToldBeforeAnythingIsSent() throws IOException {
        Path keystore = certificate("operator", "-10d", 5, "dns:none");
        TestCertificates.certificate(keystore, folder.resolve("client.crt"));
        Files.writeString(folder.resolve("client.key"), "not looked at");

        assertThat(diagnosis(
                        "https://127.0.0.1:1",
                        List.of(),
                        List.of("client-certificate: client.crt", "client-key: client.key")))
                .startsWith("CERTIFICATE_EXPIRED The client certificate of user operator")
                .contains("expired on " + LocalDate.now(ZoneOffset.UTC).minusDays(5));
    }

    @Test
    void anUnreadableCertificateAuthorityNamesTheFile() {
        assertThat(diagnosis("https://127.0.0.1:1", List.of("certificate-authority: gone.crt"), TOKEN))
                .startsWith("KUBECONFIG_UNREADABLE")
                .contains(folder.resolve("kubeconfig").toString());
    }

    @Test
    void refusedCredentials() {
        assertThat(answered(401, FakeApiServer.status(401, "Unauthorized")))
                .startsWith("UNAUTHORIZED")
                .contains("does not accept the credentials of context test");
    }

    @Test
    void anotherServiceAtTheAddress() {
        assertThat(answered(404, "<html>nothing here</html>"))
                .startsWith("OTHER")
                .contains("not as a Kubernetes API");
        assertThat(answered(200, "<html>welcome</html>")).startsWith("OTHER").doesNotContain("welcome");
    }

    @Test
    void aServerInTrouble() {
        assertThat(answered(503, FakeApiServer.status(503, "etcdserver: leader changed")))
                .startsWith("UNREACHABLE")
                .contains("etcdserver: leader changed");
    }

    @Test
    void aSocksProxyIsRefusedWithoutItsPassword() {
        assertThat(diagnosis(
                        "https://127.0.0.1:1", List.of("proxy-url: \"socks5://me:secret@proxy.example:1080\""), TOKEN))
                .startsWith("OTHER The proxy socks5://proxy.example:1080");
    }

    @Test
    void aProbeTellsTheEssentialsOrTheProblem() {
        FakeApiServer server = FakeApiServer.start();
        open.add(server);
        server.answer("GET", "/apis/harvesterhci.io/v1beta1/settings/server-version", 200, "{\"value\":\"v1.4.3\"}")
                .answer(
                        "GET",
                        "/apis/management.cattle.io/v3/namespaces/fleet-local/managedcharts",
                        200,
                        "{\"items\":[{\"spec\":{\"paused\":true}},{\"spec\":{}}]}");
        ClusterContext context = Kubeconfigs.context(folder, server.url());

        assertThat(probe(context)).isEqualTo(new Probe(true, "v1.4.3", 1, null));

        server.answer("GET", "/apis/harvesterhci.io/v1beta1/settings/server-version", 404, "");
        assertThat(say(probe(context))).contains("is not a Harvester");

        server.close();
        assertThat(probe(context).reachable()).isFalse();
        assertThat(say(probe(context))).contains("cannot be reached");
    }

    private static Probe probe(ClusterContext context) {
        return LiveClusters.probe(context, PATIENCE, InstantSource.system());
    }

    private String answered(int status, String body) {
        FakeApiServer server = FakeApiServer.start();
        open.add(server);
        server.answer("GET", "/version", status, body);
        return diagnosis(server.url(), List.of(), TOKEN);
    }

    /** Problem and sentences of connecting; empty when it works. */
    private String diagnosis(String server, List<String> cluster, List<String> user) {
        ClusterContext context = Kubeconfigs.context(folder, server, cluster, user);
        SourceException problem = catchThrowableOfType(SourceException.class, () -> {
            Connection connection = Connection.of(context, _ -> false, Map.of(), InstantSource.fixed(Instant.now()));
            Session.open(connection, new ConnectionDoctor(context), Pace.NORMAL, () -> {}, () -> {})
                    .close();
        });
        if (problem == null) {
            return "";
        }
        Phrasebook english = Phrasebook.english();
        return problem.problem() + " " + english.say(problem.what()) + " " + english.say(problem.nextStep());
    }

    private static String say(Probe probe) {
        return probe.problem() == null ? "" : Phrasebook.english().say(probe.problem());
    }

    private Path certificate(String name, String start, int days, String names) {
        return TestCertificates.create(folder.resolve(name + ".p12"), name, start, days, names);
    }

    private List<String> trusting(Path keystore) {
        Path pem = folder.resolve(keystore.getFileName() + ".crt");
        return List.of("certificate-authority: " + TestCertificates.certificate(keystore, pem));
    }

    /** A server that says {@code /version} over TLS. */
    private String https(Path keystore) {
        try (InputStream in = Files.newInputStream(keystore)) {
            char[] password = TestCertificates.PASSWORD.toCharArray();
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, password);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, password);
            SSLContext security = SSLContext.getInstance("TLS");
            security.init(managers.getKeyManagers(), null, null);
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(security));
            server.createContext("/", exchange -> {
                byte[] body = FakeApiServer.version("1", "28").getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            open.add(() -> server.stop(0));
            return "https://127.0.0.1:" + server.getAddress().getPort();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
