package io.gleaner.analysis;

import io.gleaner.model.Bundle;
import io.gleaner.model.BundleDeployment;
import io.gleaner.model.ChartRepository;
import io.gleaner.model.ClusterNode;
import io.gleaner.model.ClusterState;
import io.gleaner.model.Condition;
import io.gleaner.model.Conditions;
import io.gleaner.model.Coverage;
import io.gleaner.model.CoverageStatus;
import io.gleaner.model.FieldWriter;
import io.gleaner.model.FleetCluster;
import io.gleaner.model.Harvester;
import io.gleaner.model.HelmRelease;
import io.gleaner.model.Job;
import io.gleaner.model.Known;
import io.gleaner.model.Longhorn;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.Metadata;
import io.gleaner.model.NodeUpgrade;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Origin;
import io.gleaner.model.Platform;
import io.gleaner.model.Pod;
import io.gleaner.model.Provisioning;
import io.gleaner.model.Upgrade;
import io.gleaner.model.UpgradeLog;
import io.gleaner.model.UpgradeRemnant;
import io.gleaner.model.Virtualization;
import io.gleaner.model.Workload;
import io.gleaner.source.ResourceKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A cluster to bend: healthy at v1.4.3 until told otherwise. */
public final class World {
    public static final Instant AS_OF = Instant.parse("2025-07-15T10:00:00Z");
    public static final Instant UPGRADE_STARTED = Instant.parse("2025-07-15T08:00:00Z");
    public static final Instant JOB_STARTED = Instant.parse("2025-07-15T08:24:51Z");
    public static final Instant JOB_FAILED = Instant.parse("2025-07-15T09:31:07Z");
    public static final String UPGRADE = "hvst-upgrade-a1b2c";
    static final String OLD_MONITORING = "103.1.1+up45.31.1";
    static final String OLD_LOGGING = "103.1.0+up4.4.0";
    public static final String NEW_MONITORING = "105.1.2+up61.3.2";
    public static final String NEW_LOGGING = "105.2.0+up4.10.0";

    public Instant asOf = AS_OF;
    public String serverVersion = "v1.4.3";
    public String controllerTag = "v1.4.3";
    public boolean controllerRolledOut = true;
    public String chartServerTag = "v1.4.3";
    public boolean fleetClusterPaused;
    public boolean indexReadable = true;
    public final List<Upgrade> upgrades = new ArrayList<>();
    public final List<UpgradeLog> logs = new ArrayList<>();
    public final List<UpgradeRemnant> remnants = new ArrayList<>();
    public final List<Job> jobs = new ArrayList<>();
    public final List<Pod> pods = new ArrayList<>();
    public final List<ClusterNode> nodes = new ArrayList<>();
    final Map<String, Chart> charts = new LinkedHashMap<>();
    final Map<String, List<String>> index = new HashMap<>();
    private final Map<String, CoverageStatus> unread = new HashMap<>();

    /** One chart on its whole way; every field may be bent. */
    public static final class Chart {
        public final String name;
        public String repository = "harvester-charts";
        public String version;
        public String bundleVersion;
        public String deployedVersion;
        public String helmStatus = "deployed";
        public boolean paused;
        public boolean bundlePaused;
        public boolean deploymentPaused;
        public Known defined = Known.YES;
        public String definedMessage = "";
        public Known ready = Known.YES;
        public String readyMessage = "";
        public boolean staged;
        public boolean applied = true;
        public boolean hasBundle = true;
        public boolean hasDeployment = true;
        public boolean hasRelease = true;
        public List<FieldWriter> writers = List.of();

        Chart(String name, String version) {
            this.name = name;
            this.version = version;
            this.bundleVersion = version;
            this.deployedVersion = version;
        }

        public void pause() {
            paused = true;
            bundlePaused = true;
            deploymentPaused = true;
        }

        public void notServed() {
            defined = Known.NO;
            definedMessage = "no chart version found for " + name + "-" + version;
        }

        public void writtenBy(String manager, @Nullable Instant time) {
            writers = List.of(new FieldWriter(manager, "Update", time, Set.of("spec.paused")));
        }
    }

    private World() {
        add("harvester", "1.4.3");
        add("harvester-crd", "1.4.3");
        add("rancher-monitoring-crd", OLD_MONITORING);
        add("rancher-logging-crd", OLD_LOGGING);
        for (int node = 1; node <= 3; node++) {
            nodes.add(node("node-" + node, "Harvester v1.4.3", "v1.31.7+rke2r1"));
        }
    }

    public static World healthy() {
        return new World();
    }

    /** Stopped by hand or by failure before the chart server was swapped: four charts paused and nothing else. */
    public static World stoppedBeforeSwap() {
        return healthy().charts(Chart::pause).upgrade(failedInSystemServices()).manifestJob(failedJob());
    }

    /** Stopped after the chart server was swapped: nothing resolves any more. */
    public static World stoppedAfterSwap() {
        return stoppedBeforeSwap().swappedTo("v1.5.1").charts(Chart::notServed);
    }

    public World add(String name, String version) {
        charts.put(name, new Chart(name, version));
        index.put(name, List.of(version));
        return this;
    }

    public World chart(String name, Consumer<Chart> change) {
        change.accept(charts.get(name));
        return this;
    }

    public World charts(Consumer<Chart> change) {
        charts.values().forEach(change);
        return this;
    }

    /** The chart server and its index at another release. */
    public World swappedTo(String tag) {
        chartServerTag = tag;
        String version = tag.substring(1);
        index.put("harvester", List.of(version));
        index.put("harvester-crd", List.of(version));
        index.put("rancher-monitoring-crd", List.of(NEW_MONITORING));
        index.put("rancher-logging-crd", List.of(NEW_LOGGING));
        return this;
    }

    public World serves(String chart, String... versions) {
        index.put(chart, List.of(versions));
        return this;
    }

    public World running(String version) {
        controllerTag = version;
        serverVersion = version;
        return this;
    }

    public World upgrade(UpgradeSketch sketch) {
        upgrades.add(sketch.upgrade());
        return this;
    }

    public World manifestJob(Job job) {
        jobs.add(job);
        return this;
    }

    public World unread(String kind, CoverageStatus status) {
        unread.put(kind, status);
        return this;
    }

    public World with(Consumer<World> change) {
        change.accept(this);
        return this;
    }

    public static UpgradeSketch failedInSystemServices() {
        return new UpgradeSketch("v1.4.3", "v1.5.1")
                .label(Upgrade.STATE_LABEL, "Failed")
                .reached("SystemServicesUpgraded")
                .decided("SystemServicesUpgraded", Known.NO, JOB_FAILED, "BackoffLimitExceeded")
                .decided("Completed", Known.NO, JOB_FAILED, "");
    }

    public static Job failedJob() {
        return job(0, false, new Condition("Failed", Known.YES, JOB_FAILED, "BackoffLimitExceeded", ""));
    }

    public static Job runningJob() {
        return job(1, false);
    }

    public static Job job(int active, boolean suspended, Condition... conditions) {
        return new Job(
                metadata(
                        "batch/v1",
                        "Job",
                        "harvester-system",
                        UPGRADE + "-apply-manifests",
                        Map.of(Upgrade.UPGRADE_LABEL, UPGRADE, Upgrade.COMPONENT_LABEL, "manifest"),
                        List.of()),
                active,
                0,
                0,
                suspended,
                JOB_STARTED,
                null,
                new Conditions(List.of(conditions)));
    }

    public static Pod manifestPod(String phase) {
        return new Pod(
                metadata(
                        "v1",
                        "Pod",
                        "harvester-system",
                        UPGRADE + "-apply-manifests-x",
                        Map.of(Upgrade.UPGRADE_LABEL, UPGRADE, Upgrade.COMPONENT_LABEL, "manifest"),
                        List.of()),
                phase,
                "",
                Known.UNKNOWN,
                JOB_STARTED,
                null,
                List.of());
    }

    public static UpgradeLog log() {
        return new UpgradeLog(
                metadata(
                        "harvesterhci.io/v1beta1",
                        "UpgradeLog",
                        "harvester-system",
                        UPGRADE + "-upgradelog",
                        Map.of(),
                        List.of()),
                UPGRADE,
                Conditions.NONE);
    }

    public static UpgradeRemnant repositoryMachine() {
        return new UpgradeRemnant(
                metadata(
                        "kubevirt.io/v1",
                        "VirtualMachine",
                        "harvester-system",
                        "upgrade-repo-" + UPGRADE,
                        Map.of(),
                        List.of()),
                UPGRADE);
    }

    public static ClusterNode node(String name, String osImage, String kubelet) {
        return new ClusterNode(
                metadata("v1", "Node", null, name, Map.of(), List.of()),
                Known.YES,
                false,
                osImage,
                kubelet,
                "",
                List.of(),
                Conditions.NONE);
    }

    /** The conditions of an Upgrade in the order the controller writes them. */
    public static final class UpgradeSketch {
        private static final List<String> ORDER = List.of(
                "LogReady", "ImageReady", "RepoReady", "NodesPrepared", "SystemServicesUpgraded", "NodesUpgraded");
        private static final List<String> TIMES =
                List.of("08:02:00", "08:09:00", "08:13:00", "08:24:50", "09:00:00", "09:50:00");

        private final Map<String, Condition> conditions = new LinkedHashMap<>();
        private final Map<String, String> labels = new HashMap<>(Map.of(Upgrade.LATEST_LABEL, "true"));
        private final Map<String, String> annotations = new HashMap<>();
        private final List<NodeUpgrade> nodes = new ArrayList<>();
        private final String from;
        private final String to;
        private @Nullable Instant deleting;
        private String name = UPGRADE;

        public UpgradeSketch(String from, String to) {
            this.from = from;
            this.to = to;
            conditions.put("Completed", new Condition("Completed", Known.UNKNOWN, null, "", ""));
        }

        /** Everything before this condition True, this one Unknown. */
        public UpgradeSketch reached(String type) {
            for (int i = 0; i < ORDER.size(); i++) {
                String each = ORDER.get(i);
                if (each.equals(type)) {
                    conditions.put(each, new Condition(each, Known.UNKNOWN, null, "", ""));
                    return this;
                }
                decided(each, Known.YES, Instant.parse("2025-07-15T" + TIMES.get(i) + "Z"), "");
            }
            throw new IllegalArgumentException(type);
        }

        public UpgradeSketch succeeded() {
            reached("NodesUpgraded");
            decided("NodesUpgraded", Known.YES, Instant.parse("2025-07-15T09:50:00Z"), "");
            return decided("Completed", Known.YES, Instant.parse("2025-07-15T09:50:00Z"), "");
        }

        public UpgradeSketch decided(String type, Known status, @Nullable Instant since, String reason) {
            conditions.put(type, new Condition(type, status, since, reason, ""));
            return this;
        }

        public UpgradeSketch without(String type) {
            conditions.remove(type);
            return this;
        }

        public UpgradeSketch label(String key, String value) {
            labels.put(key, value);
            return this;
        }

        public UpgradeSketch notLatest() {
            labels.remove(Upgrade.LATEST_LABEL);
            return this;
        }

        public UpgradeSketch annotation(String key, String value) {
            annotations.put(key, value);
            return this;
        }

        public UpgradeSketch deleting(Instant time) {
            deleting = time;
            return this;
        }

        public UpgradeSketch named(String other) {
            name = other;
            return this;
        }

        public UpgradeSketch node(String node, String state) {
            nodes.add(new NodeUpgrade(node, state, "", ""));
            return this;
        }

        Upgrade upgrade() {
            return new Upgrade(
                    new Metadata(
                            new ObjectRef("harvesterhci.io/v1beta1", "Upgrade", "harvester-system", name),
                            "u-" + name,
                            1,
                            UPGRADE_STARTED,
                            deleting,
                            labels,
                            annotations,
                            List.of(),
                            List.of()),
                    to,
                    "",
                    true,
                    from,
                    name + "-upgradelog",
                    "",
                    Map.of("harvester", to),
                    nodes,
                    new Conditions(List.copyOf(conditions.values())),
                    Map.of());
        }
    }

    public Assessment assess() {
        return Assessor.assess(state());
    }

    public ClusterState state() {
        return new ClusterState(
                new Origin(Origin.Kind.SCENARIO, "test", null, null, null),
                asOf,
                coverage(),
                "v1.31.7+rke2r1",
                serverVersion,
                upgrades,
                logs,
                remnants,
                charts.values().stream().map(World::managedChart).toList(),
                charts.values().stream()
                        .filter(chart -> chart.hasBundle)
                        .map(World::bundle)
                        .toList(),
                charts.values().stream()
                        .filter(chart -> chart.hasDeployment)
                        .map(World::deployment)
                        .toList(),
                List.of(new FleetCluster(
                        metadata("fleet.cattle.io/v1alpha1", "Cluster", "fleet-local", "local", Map.of(), List.of()),
                        fleetClusterPaused,
                        null,
                        Conditions.NONE,
                        0)),
                charts.values().stream()
                        .filter(chart -> chart.hasRelease)
                        .map(World::release)
                        .toList(),
                List.of(new ChartRepository(
                        metadata("catalog.cattle.io/v1", "ClusterRepo", null, "harvester-charts", Map.of(), List.of()),
                        "http://harvester-cluster-repo.cattle-system/charts",
                        UPGRADE_STARTED,
                        Conditions.NONE,
                        indexReadable ? index : null)),
                workloads(),
                jobs,
                pods,
                nodes,
                Harvester.NONE,
                Provisioning.NONE,
                Longhorn.NONE,
                Virtualization.NONE,
                Platform.NONE,
                List.of());
    }

    private List<Coverage> coverage() {
        return Stream.concat(Stream.of(ResourceKind.values()).map(ResourceKind::qualifiedName), Stream.of("pods/log"))
                .distinct()
                .map(kind -> new Coverage(kind, null, unread.getOrDefault(kind, CoverageStatus.COLLECTED), ""))
                .toList();
    }

    private List<Workload> workloads() {
        List<Workload> workloads = new ArrayList<>();
        if (!controllerTag.isEmpty()) {
            workloads.add(workload(
                    "harvester-system", "harvester", "rancher/harvester:" + controllerTag, controllerRolledOut));
        }
        if (!chartServerTag.isEmpty()) {
            workloads.add(workload(
                    "cattle-system",
                    "harvester-cluster-repo",
                    "rancher/harvester-cluster-repo:" + chartServerTag,
                    true));
        }
        return workloads;
    }

    private static Workload workload(String namespace, String name, String image, boolean rolledOut) {
        return new Workload(
                metadata("apps/v1", "Deployment", namespace, name, Map.of(), List.of()),
                1,
                rolledOut ? 1 : 0,
                1,
                1,
                Map.of("main", image));
    }

    private static ManagedChart managedChart(Chart chart) {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(new Condition("Ready", chart.ready, UPGRADE_STARTED, "", chart.readyMessage));
        conditions.add(new Condition("Defined", chart.defined, JOB_STARTED, "", chart.definedMessage));
        return new ManagedChart(
                metadata("management.cattle.io/v3", "ManagedChart", "fleet-local", chart.name, Map.of(), chart.writers),
                chart.name,
                chart.repository,
                chart.version,
                chart.paused,
                chart.name,
                "harvester-system",
                600,
                "",
                Map.of(),
                new Conditions(conditions));
    }

    private static Bundle bundle(Chart chart) {
        return new Bundle(
                metadata("fleet.cattle.io/v1alpha1", "Bundle", "fleet-local", "mcc-" + chart.name, Map.of(), List.of()),
                chart.bundlePaused,
                chart.bundleVersion,
                chart.name,
                "",
                1,
                1,
                1,
                0,
                0,
                Conditions.NONE);
    }

    private static BundleDeployment deployment(Chart chart) {
        return new BundleDeployment(
                metadata(
                        "fleet.cattle.io/v1alpha1",
                        "BundleDeployment",
                        "cluster",
                        "mcc-" + chart.name,
                        Map.of(),
                        List.of()),
                chart.deploymentPaused,
                "mcc-" + chart.name,
                "fleet-local",
                chart.deployedVersion,
                chart.bundleVersion,
                "s-1:a",
                chart.staged ? "s-2:b" : "s-1:a",
                chart.applied ? "s-1:a" : "s-0:z",
                chart.ready,
                Known.YES,
                "",
                List.of(),
                List.of(),
                Conditions.NONE);
    }

    private static HelmRelease release(Chart chart) {
        return new HelmRelease(
                new ObjectRef("catalog.cattle.io/v1", "App", "harvester-system", chart.name),
                "harvester-system",
                chart.name,
                3,
                chart.helmStatus,
                chart.name,
                chart.deployedVersion,
                "",
                null);
    }

    private static Metadata metadata(
            String apiVersion,
            String kind,
            @Nullable String namespace,
            String name,
            Map<String, String> labels,
            List<FieldWriter> writers) {
        return new Metadata(
                new ObjectRef(apiVersion, kind, namespace, name),
                "uid-" + name,
                1,
                null,
                null,
                labels,
                Map.of(),
                List.of(),
                writers);
    }
}
