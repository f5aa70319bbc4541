package io.gleaner.source.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.gleaner.apiserver.RealApiServer;
import io.gleaner.model.HelmRelease;
import io.gleaner.source.HelmPayloadTest;
import io.gleaner.source.RawObjects;
import io.gleaner.source.ResourceKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A real API server gives Secrets out without their data when it is asked as Gleaner asks. */
class SecretsOnApiServerTest {
    @RegisterExtension
    static final RealApiServer SERVER = new RealApiServer();

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PASSWORD =
            Base64.getEncoder().encodeToString("nobody-may-see-this".getBytes(StandardCharsets.UTF_8));

    private Connection connection;

    @BeforeEach
    void connect(@TempDir Path workstation) throws IOException {
        Path file = Files.writeString(
                workstation.resolve("kubeconfig.yaml"), SERVER.kubernetes().kubeconfig());
        ClusterContext context = new KubeconfigCatalogue(Map.of(), workstation).find(file, "admin");
        connection = Connection.of(context, _ -> false, Map.of(), InstantSource.system());
    }

    @Test
    void anyListOfSecretsIsOneOfTheirMetadata() {
        create("listed-machine-plan", PASSWORD);
        try (KubernetesClient client = connection.newClient(() -> {})) {
            String answer = new ApiRequests(client, SOON).text(ApiPath.of(ResourceKind.SECRET, "fleet-local", null));

            assertThat(answer)
                    .contains("PartialObjectMetadataList", "listed-machine-plan")
                    .doesNotContain(PASSWORD);
        }
    }

    @Test
    void listedAndWatchedSecretsHaveNoDataAndReleasesThatMatterAreDecoded() throws InterruptedException {
        create("followed-machine-plan", PASSWORD);
        create("sh.helm.release.v1.fleet.v7", HelmPayloadTest.payload("fleet", "105.1.2", "0.11.2"));
        try (Session session =
                Session.open(connection, new ConnectionDoctor(connection.context()), Pace.NORMAL, () -> {}, () -> {})) {
            assertThat(session.awaitComplete(SOON)).isTrue();
            create("late-machine-plan", PASSWORD);
            await().atMost(SOON).until(() -> names(session.facts()).contains("late-machine-plan"));

            RawObjects facts = session.facts();
            assertThat(names(facts)).contains("followed-machine-plan", "sh.helm.release.v1.fleet.v7");
            assertThat(facts.of(ResourceKind.SECRET)).allSatisfy(secret -> {
                assertThat(secret.path("kind").asString()).isEqualTo("PartialObjectMetadata");
                assertThat(secret.propertyNames()).containsOnly("apiVersion", "kind", "metadata");
            });
            assertThat(facts.helmReleases())
                    .extracting(HelmRelease::name, HelmRelease::revision, HelmRelease::chartVersion)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("fleet", 7, "105.1.2"));
        }
    }

    private static List<String> names(RawObjects facts) {
        return facts.of(ResourceKind.SECRET).stream()
                .map(secret -> secret.at("/metadata/name").asString())
                .toList();
    }

    private static void create(String name, String payload) {
        boolean isRelease = name.startsWith("sh.helm");
        ObjectNode secret = (ObjectNode) JsonMapper.shared().readTree("""
                {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "%s", "namespace": "%s", "labels": %s}}
                """.formatted(
                        name,
                        isRelease ? "cattle-fleet-system" : "fleet-local",
                        isRelease
                                ? "{\"owner\": \"helm\", \"name\": \"fleet\", \"version\": \"7\", \"status\": \"deployed\"}"
                                : "{}"));
        secret.putObject("data").put("release", payload);
        SERVER.api().create(secret, "somebody");
    }
}
