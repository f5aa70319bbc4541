package io.gleaner.apiserver;

import io.gleaner.model.ObjectRef;
import io.gleaner.source.ChartIndex;
import io.gleaner.source.ResourceKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Tells a real API server what happened to a Harvester cluster, from the installation on. It all happens now, because the
 * server itself stamps when objects were made and fields were set. Rancher and Fleet answer to each step, as if nothing of
 * it had been quick.
 */
public final class Incident {
    static final String UPGRADE = "hvst-upgrade-7xq2m";
    /** In the order in which {@code upgrade_manifests.sh} pauses them. */
    public static final List<String> CHARTS =
            List.of("harvester", "harvester-crd", "rancher-monitoring-crd", "rancher-logging-crd");

    static final List<String> NAMESPACES = List.of(
            "harvester-system",
            "cattle-system",
            "cattle-fleet-system",
            "fleet-local",
            "cluster-fleet-local-local-5e2b9c",
            "cattle-monitoring-system",
            "cattle-logging-system");

    /** What a server needs itself, or makes by itself. */
    private static final Set<ResourceKind> SERVERS_OWN = EnumSet.of(
            ResourceKind.CONFIG_MAP, ResourceKind.CUSTOM_RESOURCE, ResourceKind.EVENT, ResourceKind.ENDPOINT_SLICE);

    private static final Map<String, String> SERVED_BY_OLD = Map.of(
            "harvester", "1.4.3",
            "harvester-crd", "1.4.3",
            "rancher-monitoring-crd", "103.1.1+up45.31.1",
            "rancher-logging-crd", "103.1.0+up4.4.0");
    private static final Map<String, String> SERVED_BY_NEW = Map.of(
            "harvester", "1.5.1",
            "harvester-crd", "1.5.1",
            "rancher-monitoring-crd", "105.1.2+up61.3.2",
            "rancher-logging-crd", "105.2.0+up4.10.0");
    private static final ObjectRef REPOSITORY = ResourceKind.CLUSTER_REPO.ref(null, "harvester-charts");
    private static final String SCRIPT = "kubectl-patch";
    private static final YAMLMapper YAML = new YAMLMapper();

    private final Api api;

    private Incident(Api api) {
        this.api = api;
    }

    /** An upgrade from v1.4.3 to v1.5.1 whose Job fails after the charts were paused and before the chart server is changed. */
    public static void abortedBeforeChartServerSwitch(Api api) {
        new Incident(api).installed().upgradeAppliesManifests().jobFails();
    }

    /**
     * The same upgrade, which got further: the chart server has only the new charts, and the new version of harvester-crd is
     * staged behind its pause.
     */
    static void abortedAfterChartServerSwitch(Api api) {
        new Incident(api)
                .installed()
                .upgradeAppliesManifests()
                .chartServerServes(SERVED_BY_NEW)
                .chartChanges("harvester-crd", spec -> spec.put("version", "1.5.1"))
                .settled()
                .jobFails();
    }

    /** Nothing went wrong yet: the Job is at work and has paused the charts. */
    static void applyManifestsIsActive(Api api) {
        new Incident(api).installed().upgradeAppliesManifests();
    }

    public static ObjectRef chart(String name) {
        return ResourceKind.MANAGED_CHART.ref("fleet-local", name);
    }

    public static ObjectRef bundle(String chart) {
        return ResourceKind.BUNDLE.ref("fleet-local", "mcc-" + chart);
    }

    /** After all: the upgrade is tried again, and its script is at work once more. */
    static void jobStartsAnew(Api api) {
        ObjectNode job = (ObjectNode) YAML.readTree("""
                apiVersion: batch/v1
                kind: Job
                metadata:
                  name: %1$s-apply-manifests-2
                  namespace: harvester-system
                  labels: {harvesterhci.io/upgrade: %1$s, harvesterhci.io/upgradeComponent: manifest}
                spec:
                  template:
                    spec: {restartPolicy: Never, containers: [{name: apply, image: rancher/harvester-upgrade}]}
                status: {active: 1, startTime: "%2$s"}
                """.formatted(UPGRADE, now()));
        api.create(job, "harvester");
    }

    private Incident installed() {
        Arrays.stream(ResourceKind.values())
                .filter(kind -> !SERVERS_OWN.contains(kind))
                .flatMap(kind -> api.list(kind).stream())
                .forEach(left -> api.delete(Api.ref(left)));
        create("cluster.yaml", "rancherd");
        chartServerServes(SERVED_BY_OLD);
        create("managed-charts.yaml", "rancherd");
        return settled();
    }

    private Incident upgradeAppliesManifests() {
        create("upgrade.yaml", "harvester");
        CHARTS.forEach(chart -> chartChanges(chart, spec -> spec.put("paused", true)));
        return settled();
    }

    /** Exchanges the one version of each chart that can be resolved. */
    private Incident chartServerServes(Map<String, String> charts) {
        ObjectNode repository = api.get(REPOSITORY);
        ObjectNode index = index(repository, charts);
        ObjectRef indexRef = Api.ref(index);
        if (repository.has("status")) {
            api.change(indexRef, "rancher", there -> there.set("binaryData", index.get("binaryData")));
        } else {
            api.create(index, "rancher");
        }
        ObjectNode status = (ObjectNode) YAML.readTree("""
                {conditions: [{type: FollowerDownloaded, status: "True"}, {type: Downloaded, status: "True"}]}
                """);
        status.put("indexConfigMapName", indexRef.name())
                .put("indexConfigMapNamespace", indexRef.namespace())
                .put("downloadTime", now());
        repository.set("status", status);
        api.updateStatus(repository, "rancher");
        return settled();
    }

    private Incident chartChanges(String chart, Consumer<ObjectNode> change) {
        api.change(chart(chart), SCRIPT, object -> change.accept((ObjectNode) object.path("spec")));
        return this;
    }

    private Incident jobFails() {
        for (ObjectNode after : read("upgrade-failed.yaml")) {
            api.changeStatus(Api.ref(after), "harvester", there -> overlay(there, after));
        }
        return this;
    }

    private Incident settled() {
        SimulatedControllersOnApiServer.settle(api);
        return this;
    }

    private void create(String template, String manager) {
        read(template).forEach(object -> api.create(object, manager));
    }

    /** Conditions are set one by one, as controllers do; other lists are replaced as a whole. */
    private static void overlay(ObjectNode there, ObjectNode after) {
        after.properties().forEach(each -> {
            JsonNode old = there.get(each.getKey());
            if (each.getValue() instanceof ObjectNode below && old instanceof ObjectNode child) {
                overlay(child, below);
            } else if (each.getKey().equals("conditions") && old instanceof ArrayNode conditions) {
                each.getValue().forEach(condition -> {
                    conditions.removeIf(set -> set.path("type").equals(condition.path("type")));
                    conditions.add(condition);
                });
            } else {
                there.set(each.getKey(), each.getValue());
            }
        });
    }

    private static ObjectNode index(ObjectNode repository, Map<String, String> charts) {
        ObjectNode content = JsonMapper.shared().createObjectNode();
        ObjectNode entries = content.putObject("entries");
        charts.forEach((chart, version) -> entries.putArray(chart).addObject().put("version", version));
        String uid = repository.at("/metadata/uid").asString();
        ObjectNode index = (ObjectNode) YAML.readTree("""
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: harvester-charts-0-%1$s
                  namespace: cattle-system
                  annotations: {%2$s: ""}
                  ownerReferences:
                  - {apiVersion: catalog.cattle.io/v1, kind: ClusterRepo, name: harvester-charts, uid: %1$s}
                """.formatted(uid, ChartIndex.NEXT_ANNOTATION));
        index.putObject("binaryData").put("content", Base64.getEncoder().encodeToString(zipped(content.toString())));
        return index;
    }

    private static byte[] zipped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static List<ObjectNode> read(String template) {
        try (InputStream stream =
                Objects.requireNonNull(Incident.class.getResourceAsStream(template), "no template " + template)) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${now}", now())
                    .replace("${upgrade}", UPGRADE);
            try (MappingIterator<ObjectNode> documents =
                    YAML.readerFor(ObjectNode.class).readValues(text)) {
                return documents.readAll();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
