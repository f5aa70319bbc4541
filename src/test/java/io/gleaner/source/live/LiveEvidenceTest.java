package io.gleaner.source.live;

import static io.gleaner.source.live.FakeApiServer.object;
import static io.gleaner.source.live.FakeApiServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.analysis.Requirement;
import io.gleaner.model.ClusterState;
import io.gleaner.model.Coverage;
import io.gleaner.model.CoverageStatus;
import io.gleaner.model.HelmRelease;
import io.gleaner.model.PodLog;
import io.gleaner.source.HelmPayloadTest;
import io.gleaner.source.ResourceKind;
import io.gleaner.source.live.FakeApiServer.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What is read besides lists and watches, and what is not. */
class LiveEvidenceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pace QUICK = new Pace(
            Duration.ofMillis(100),
            Duration.ofSeconds(2),
            Duration.ofMillis(50),
            Duration.ofMinutes(1),
            Duration.ofMillis(200),
            Duration.ofMillis(100),
            Duration.ofSeconds(1));
    private static final String UPGRADE = "hvst-upgrade-m3k8p";
    private static final String POD = UPGRADE + "-apply-manifests-zx4wt";
    private static final String LOG = ApiPath.of(ResourceKind.POD, "harvester-system", POD) + "/log";

    @TempDir
    Path folder;

    private final FakeApiServer server = FakeApiServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void secretsAreAskedForTheirMetadataAloneAndOnlyReleasesThatMatterAreOpened() {
        ObjectNode chart = object(ResourceKind.MANAGED_CHART, "fleet-local", "harvester");
        chart.putObject("spec").put("releaseName", "harvester").put("defaultNamespace", "harvester-system");
        server.objects(ResourceKind.MANAGED_CHART, "fleet-local", chart)
                .objects(
                        ResourceKind.SECRET,
                        null,
                        release("harvester-system", "harvester", 3, "superseded"),
                        release("harvester-system", "harvester", 4, "deployed"),
                        release("harvester-system", "harvester", 5, "pending-upgrade"),
                        release("cattle-system", "rancher", 2, "deployed"),
                        release("default", "somebodys-database", 1, "deployed"));
        for (String name : List.of("harvester.v4", "harvester.v5")) {
            answer("harvester-system", name, HelmPayloadTest.payload("harvester", "1.5.1", "v1.5.1"));
        }
        answer("cattle-system", "rancher.v2", "garbage");

        try (LiveClusterSource source = connect()) {
            ClusterState state = source.load(PATIENCE);

            assertThat(state.helmReleases())
                    .filteredOn(release -> release.chartVersion().equals("1.5.1"))
                    .extracting(HelmRelease::revision)
                    .containsExactly(4, 5);
            assertThat(state.platform().secrets()).hasSize(5);
        }
        assertThat(server.requests())
                .filteredOn(request -> request.path().contains("/secrets/"))
                .extracting(Request::path)
                .containsExactlyInAnyOrder(
                        secret("harvester-system", "harvester.v4"),
                        secret("harvester-system", "harvester.v5"),
                        secret("cattle-system", "rancher.v2"));
        assertThat(server.requests())
                .filteredOn(request -> request.path().endsWith("/secrets"))
                .hasSizeGreaterThan(2)
                .allSatisfy(request -> assertThat(request.header("Accept"))
                        .isEqualTo("application/json;as=PartialObjectMetadata%s;g=meta.k8s.io;v=v1"
                                .formatted(request.query().contains("watch=true") ? "" : "List")));
    }

    @Test
    void whatAWorkingPodWritesIsReadUntilItHasFinished() {
        server.objects(ResourceKind.POD, null, pod(POD, "Running"), pod("bystander", "Running"))
                .answer("GET", LOG, 200, "2026-03-04T05:06:07Z Wait for Rancher\n");
        try (LiveClusterSource source = connect()) {
            assertThat(lines(source.load(PATIENCE))).containsExactly("Wait for Rancher");

            server.answer(
                    "GET", LOG, 200, "2026-03-04T05:06:07Z Wait for Rancher\n2026-03-04T05:09:00Z Pause charts\n");
            await().atMost(PATIENCE).until(() -> lines(source.load(PATIENCE)).contains("Pause charts"));

            ObjectNode finished = pod(POD, "Failed");
            finished.withObjectProperty("metadata").put("resourceVersion", "12");
            server.push(ResourceKind.POD, null, "MODIFIED", finished);
            await().atMost(PATIENCE)
                    .until(() -> source.load(PATIENCE).pods().stream()
                            .anyMatch(pod -> pod.phase().equals("Failed")));
            await().during(Duration.ofMillis(400))
                    .atMost(PATIENCE)
                    .until(() -> lines(source.load(PATIENCE)).contains("Pause charts"));
            int asked = logRequests().size();
            await().during(Duration.ofMillis(400))
                    .atMost(PATIENCE)
                    .until(() -> logRequests().size() <= asked + 1);
        }
        assertThat(logRequests())
                .allSatisfy(request -> assertThat(request.query())
                        .contains("timestamps=true", "container=apply", "limitBytes=", "tailLines="));
        assertThat(server.requests()).noneMatch(request -> request.path().contains("bystander"));
    }

    @Test
    void aLogThatCannotBeReadIsNotCovered() {
        server.objects(ResourceKind.POD, null, pod(POD, "Failed"))
                .answer("GET", LOG, 403, status(403, "pods/log is forbidden"));
        try (LiveClusterSource source = connect()) {
            assertThat(source.load(PATIENCE).coverage())
                    .contains(new Coverage(
                            "pods/log", "harvester-system", CoverageStatus.FORBIDDEN, "pods/log is forbidden"));
        }
    }

    @Test
    void aLogTooLongIsReadFromItsEnd() {
        String line = "2026-03-04T05:06:07Z " + "x".repeat(979) + "\n";
        server.objects(ResourceKind.POD, null, pod(POD, "Failed")).answer("GET", LOG, 200, line.repeat(1_100));
        try (LiveClusterSource source = connect()) {
            source.load(PATIENCE);
        }
        assertThat(logRequests())
                .extracting(Request::query)
                .anyMatch(query -> query.endsWith("tailLines=4000"))
                .anyMatch(query -> query.endsWith("tailLines=1000"));
    }

    @Test
    void whoMayReadPodsOnlyWhereUpgradesWorkStillSeesTheirs() {
        server.answer("GET", ApiPath.of(ResourceKind.POD, null, null), 403, status(403, "pods is forbidden"))
                .answer("GET", ApiPath.of(ResourceKind.VIRTUAL_MACHINE, null, null), 403, status(403, "no"))
                .objects(ResourceKind.POD, "harvester-system", pod(POD, "Running"))
                .answer("GET", LOG, 200, "2026-03-04T05:06:07Z Wait for Rancher\n");
        try (LiveClusterSource source = connect()) {
            ClusterState state = source.load(PATIENCE);

            assertThat(state.pods()).extracting(pod -> pod.name()).containsExactly(POD);
            assertThat(lines(state)).containsExactly("Wait for Rancher");
            assertThat(Requirement.UPGRADE_PODS.isMet(state)).isTrue();
            assertThat(Requirement.REPOSITORY_MACHINES.isMet(state)).isTrue();
            assertThat(Requirement.PODS.isMet(state)).isFalse();
            assertThat(Requirement.VIRTUAL_MACHINES.isMet(state)).isFalse();
        }
    }

    @Test
    void kindsThatAreNotInstalledHoldNothingUp() {
        Set<ResourceKind> installed = Set.of(ResourceKind.UPGRADE, ResourceKind.MANAGED_CHART, ResourceKind.POD);
        Arrays.stream(ResourceKind.values())
                .filter(kind -> !installed.contains(kind))
                .forEach(kind -> kind.scopes()
                        .forEach(scope -> server.answer(
                                "GET", ApiPath.of(kind, scope.namespace(), null), 404, status(404, "page not found"))));
        try (LiveClusterSource source = connect()) {
            ClusterState state = source.load(QUICK.firstPicture());

            assertThat(state.coverage())
                    .filteredOn(coverage -> coverage.kind().equals("events"))
                    .extracting(Coverage::status)
                    .containsExactly(CoverageStatus.NOT_INSTALLED);
        }
    }

    @Test
    void aKindThatTakesForEverDoesNotHoldUpTheFirstPicture() {
        server.delay(ApiPath.of(ResourceKind.EVENT, null, null));
        try (LiveClusterSource source = connect()) {
            ClusterState state = source.load(QUICK.firstPicture().multipliedBy(4));

            assertThat(Requirement.EVENTS.isMet(state)).isFalse();
            assertThat(Requirement.UPGRADES.isMet(state)).isTrue();
        }
    }

    private List<Request> logRequests() {
        return server.requests().stream()
                .filter(request -> request.path().equals(LOG))
                .toList();
    }

    private void answer(String namespace, String release, String payload) {
        String name = "sh.helm.release.v1." + release;
        ObjectNode secret = object(ResourceKind.SECRET, namespace, name);
        int dot = release.lastIndexOf(".v");
        label(secret, release.substring(0, dot), Integer.parseInt(release.substring(dot + 2)), "deployed");
        secret.putObject("data").put("release", payload);
        server.answer("GET", secret(namespace, release), 200, secret.toString());
    }

    private static String secret(String namespace, String release) {
        return ApiPath.of(ResourceKind.SECRET, namespace, "sh.helm.release.v1." + release);
    }

    private static ObjectNode release(String namespace, String name, int revision, String status) {
        ObjectNode secret =
                object(ResourceKind.SECRET, namespace, "sh.helm.release.v1.%s.v%d".formatted(name, revision));
        label(secret, name, revision, status);
        return secret;
    }

    private static void label(ObjectNode secret, String name, int revision, String status) {
        secret.withObjectProperty("metadata")
                .putObject("labels")
                .put("owner", "helm")
                .put("name", name)
                .put("version", Integer.toString(revision))
                .put("status", status);
    }

    private static ObjectNode pod(String name, String phase) {
        ObjectNode pod = object(ResourceKind.POD, "harvester-system", name);
        if (name.startsWith(UPGRADE)) {
            pod.withObjectProperty("metadata")
                    .putObject("labels")
                    .put("harvesterhci.io/upgrade", UPGRADE)
                    .put("harvesterhci.io/upgradeComponent", "manifest");
        }
        pod.putObject("spec").putArray("containers").addObject().put("name", "apply");
        pod.putObject("status").put("phase", phase);
        return pod;
    }

    private static List<String> lines(ClusterState state) {
        return state.podLogs().stream()
                .flatMap(log -> log.lines().stream())
                .map(PodLog.Line::text)
                .toList();
    }

    private LiveClusterSource connect() {
        InstantSource clock = InstantSource.system();
        Connection connection = Connection.of(Kubeconfigs.context(folder, server.url()), _ -> false, Map.of(), clock);
        return new LiveClusterSource(connection, clock, QUICK);
    }
}
