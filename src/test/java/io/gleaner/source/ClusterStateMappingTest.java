package io.gleaner.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.gleaner.model.BundleDeployment;
import io.gleaner.model.ClusterState;
import io.gleaner.model.FieldWriter;
import io.gleaner.model.Known;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.Origin;
import io.gleaner.model.Upgrade;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ClusterStateMappingTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Instant AS_OF = Instant.parse("2025-07-15T10:00:00Z");

    private static final String UPGRADE = """
            apiVersion: harvesterhci.io/v1beta1
            kind: Upgrade
            metadata:
              name: hvst-upgrade-a1b2c
              namespace: harvester-system
              uid: u-1
              generation: 9
              creationTimestamp: "2025-07-15T08:00:00Z"
              deletionTimestamp: "2025-07-15T09:00:00Z"
              labels: {harvesterhci.io/latestUpgrade: "true", harvesterhci.io/upgradeState: Failed}
            spec: {version: v1.5.1}
            status:
              previousVersion: v1.4.3
              repoInfo: |
                release:
                  harvester: v1.5.1
                  rancherDependencies: {fleet: {chart: "1"}}
              nodeStatuses:
                node-2: {state: Images preloaded}
                node-1: {state: Failed, reason: DeadlineExceeded, message: too slow}
              conditions:
              - {type: Completed, status: "False", lastUpdateTime: "2025-07-15T08:30:00Z"}
              - {type: NodesPrepared, status: Unknown}
            """;

    private static final String CHART = """
            apiVersion: management.cattle.io/v3
            kind: ManagedChart
            metadata:
              name: harvester
              namespace: fleet-local
              uid: c-1
              generation: 4
              managedFields:
              - manager: kubectl-patch
                operation: Update
                time: "2025-07-15T08:25:00Z"
                fieldsV1: {"f:spec": {"f:paused": {}}}
            spec: {chart: harvester, repoName: harvester-charts, version: 1.4.3, paused: true, defaultNamespace: harvester-system}
            status:
              conditions:
              - {type: Defined, status: "False", reason: Error, message: no chart version found for harvester-1.4.3}
            """;

    @Test
    void upgradeIsReadWithItsEmbeddedReleaseAndUnstampedConditions() {
        Upgrade upgrade = map(Map.of(ResourceKind.UPGRADE, List.of(yaml(UPGRADE))))
                .upgrades()
                .getFirst();

        assertThat(upgrade.isLatest()).isTrue();
        assertThat(upgrade.target()).isEqualTo("v1.5.1");
        assertThat(upgrade.release()).containsOnlyKeys("harvester", "rancherDependencies.fleet.chart");
        assertThat(upgrade.logEnabled()).as("the API's default").isTrue();
        assertThat(upgrade.metadata().deleting()).isEqualTo(Instant.parse("2025-07-15T09:00:00Z"));
        assertThat(upgrade.nodes()).extracting("node").containsExactly("node-2", "node-1");
        assertThat(upgrade.conditions().isFalse("Completed")).isTrue();
        assertThat(upgrade.conditions().isPending("NodesPrepared")).isTrue();
        assertThat(upgrade.conditions().since("NodesPrepared")).isEmpty();
        assertThat(upgrade.conditions().has("RepoReady")).isFalse();
    }

    @Test
    void managedFieldsTellWhoWroteThePause() {
        ManagedChart chart = map(Map.of(ResourceKind.MANAGED_CHART, List.of(yaml(CHART))))
                .managedCharts()
                .getFirst();

        assertThat(chart.paused()).isTrue();
        assertThat(chart.releaseNamespace()).isEqualTo("harvester-system");
        assertThat(chart.metadata().fieldWriters())
                .containsExactly(new FieldWriter(
                        "kubectl-patch", "Update", Instant.parse("2025-07-15T08:25:00Z"), Set.of("spec.paused")));
        assertThat(chart.conditions().message("Defined")).isEqualTo("no chart version found for harvester-1.4.3");
    }

    @Test
    void aStagedDeploymentIdThatDiffersIsAChangeThatWaits() {
        BundleDeployment deployment = map(Map.of(ResourceKind.BUNDLE_DEPLOYMENT, List.of(yaml("""
                                        metadata: {name: mcc-harvester, namespace: cluster-x, labels: {fleet.cattle.io/bundle-name: mcc-harvester}}
                                        spec: {paused: true, deploymentID: "s-1:a", stagedDeploymentID: "s-2:b", stagedOptions: {helm: {version: 1.5.1}}}
                                        status: {appliedDeploymentID: "s-1:a", ready: true}
                                        """))))
                .bundleDeployments()
                .getFirst();

        assertThat(deployment.hasStagedChange()).isTrue();
        assertThat(deployment.stagedChartVersion()).isEqualTo("1.5.1");
        assertThat(deployment.ready()).isEqualTo(Known.YES);
        assertThat(deployment.nonModified()).isEqualTo(Known.UNKNOWN);
    }

    @Test
    void chartIndexIsPutTogetherFromItsChunks() throws IOException {
        byte[] index =
                gzip("{\"entries\":{\"harvester\":[{\"version\":\"1.5.1\"},{\"version\":\"1.5.0\"}],\"empty\":[]}}");
        ObjectNode first = chunk("index-0", "index-1", slice(index, 0, 20));
        ObjectNode second = chunk("index-1", "", slice(index, 20, index.length));

        ClusterState state = map(Map.of(
                ResourceKind.CLUSTER_REPO, List.of(repository()), ResourceKind.CONFIG_MAP, List.of(second, first)));

        assertThat(state.chartRepository("harvester-charts")).hasValueSatisfying(repository -> {
            assertThat(repository.serves("harvester", "1.5.1")).isEqualTo(Known.YES);
            assertThat(repository.serves("harvester", "1.4.3")).isEqualTo(Known.NO);
            assertThat(repository.serves("harvester", "")).isEqualTo(Known.YES);
            assertThat(repository.serves("empty", "")).isEqualTo(Known.NO);
            assertThat(repository.newest("harvester")).contains("1.5.1");
        });
    }

    @Test
    void anIndexThatCannotBeReadIsNotAnEmptyIndex() {
        ClusterState state = map(Map.of(
                ResourceKind.CLUSTER_REPO,
                List.of(repository()),
                ResourceKind.CONFIG_MAP,
                List.of(chunk("index-0", "index-1", new byte[] {1, 2, 3}))));

        assertThat(state.chartRepository("harvester-charts").orElseThrow().serves("harvester", "1.5.1"))
                .isEqualTo(Known.UNKNOWN);
    }

    @Test
    void anIndexOfAReplacedRepositoryIsNotBelieved() throws IOException {
        ObjectNode foreign = chunk("index-0", "", gzip("{\"entries\":{\"harvester\":[{\"version\":\"1.5.1\"}]}}"));
        foreign.withObject("metadata").withArray("ownerReferences").addObject().put("uid", "another-repository");

        ClusterState state = map(
                Map.of(ResourceKind.CLUSTER_REPO, List.of(repository()), ResourceKind.CONFIG_MAP, List.of(foreign)));

        assertThat(state.chartRepository("harvester-charts").orElseThrow().index())
                .isNull();
    }

    @Test
    void plansAreRemnantsOnlyWhenAnUpgradeMadeThem() {
        ClusterState state = map(Map.of(
                ResourceKind.PLAN,
                List.of(
                        yaml(
                                "metadata: {name: my-upgrade-skip-restart-rancher-system-agent, namespace: cattle-system}"),
                        yaml("metadata: {name: hvst-upgrade-a1b2c-prepare, namespace: cattle-system}"),
                        yaml("metadata: {name: system-agent-upgrader, namespace: cattle-system}"))));

        assertThat(state.upgradeRemnants())
                .extracting("upgradeName")
                .containsExactly("hvst-upgrade-a1b2c", "my-upgrade");
    }

    @Test
    void listsComeOutInTheSameOrderHoweverTheyWereRead() {
        List<ObjectNode> charts = List.of(
                yaml("metadata: {name: b, namespace: fleet-local}"),
                yaml("metadata: {name: a, namespace: fleet-local}"));

        assertThat(map(Map.of(ResourceKind.MANAGED_CHART, charts)))
                .isEqualTo(map(Map.of(ResourceKind.MANAGED_CHART, charts.reversed())));
    }

    /** Replaces, one after the other and in random combinations, values of good objects by junk. */
    @Test
    void noMutilatedObjectMakesTheMappingThrow() throws IOException {
        Map<ResourceKind, List<ObjectNode>> good = new EnumMap<>(ResourceKind.class);
        for (ResourceKind kind : ResourceKind.values()) {
            good.put(kind, List.of(yaml(UPGRADE), yaml(CHART), repository()));
        }
        good.put(ResourceKind.CONFIG_MAP, List.of(chunk("index-0", "", gzip("{\"entries\":[]}"))));
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            Map<ResourceKind, List<ObjectNode>> mutilated = new EnumMap<>(ResourceKind.class);
            good.forEach((kind, objects) -> mutilated.put(
                    kind,
                    objects.stream()
                            .map(object -> (ObjectNode) mutilate(object.deepCopy(), random))
                            .toList()));
            assertThatCode(() -> map(mutilated)).as("seed %d", seed).doesNotThrowAnyException();
        }
    }

    private static JsonNode mutilate(JsonNode node, Random random) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (node instanceof ObjectNode object) {
            new ArrayList<>(object.propertyNames()).forEach(name -> {
                switch (random.nextInt(40)) {
                    case 0 -> object.remove(name);
                    case 1 -> object.putNull(name);
                    case 2 -> object.put(name, "null");
                    case 3 -> object.put(name, -7.5e300);
                    case 4 ->
                        object.set(name, nodes.arrayNode().add(nodes.nullNode()).add(3));
                    case 5 -> object.set(name, nodes.objectNode().put("", true));
                    default -> object.set(name, mutilate(object.get(name), random));
                }
            });
        } else if (node instanceof ArrayNode array) {
            for (int index = 0; index < array.size(); index++) {
                array.set(index, random.nextInt(10) == 0 ? nodes.nullNode() : mutilate(array.get(index), random));
            }
        }
        return node;
    }

    private static ClusterState map(Map<ResourceKind, List<ObjectNode>> objects) {
        return ClusterStateMapping.map(
                new RawObjects(objects, List.of(), ""),
                new Origin(Origin.Kind.SCENARIO, "test", null, null, null),
                AS_OF);
    }

    private static ObjectNode yaml(String text) {
        return (ObjectNode) YAML.readTree(text);
    }

    private static ObjectNode repository() {
        return yaml("""
                metadata: {name: harvester-charts, uid: r-1}
                status: {indexConfigMapName: index-0, indexConfigMapNamespace: cattle-system}
                """);
    }

    private static ObjectNode chunk(String name, String next, byte[] content) {
        ObjectNode chunk = yaml("metadata: {name: %s, namespace: cattle-system}".formatted(name));
        chunk.withObject("metadata").withObject("annotations").put(ChartIndex.NEXT_ANNOTATION, next);
        chunk.withObject("binaryData").put("content", Base64.getEncoder().encodeToString(content));
        return chunk;
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
