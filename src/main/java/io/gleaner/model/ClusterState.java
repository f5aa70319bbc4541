package io.gleaner.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that is known of a cluster at one instant. All ages are relative to {@code asOf}.
 *
 * @param kubernetesVersion the API server's {@code gitVersion}; empty when not known
 * @param serverVersion Harvester's setting {@code server-version}, that is the running binary; empty when not known
 */
public record ClusterState(
        Origin origin,
        Instant asOf,
        List<Coverage> coverage,
        String kubernetesVersion,
        String serverVersion,
        List<Upgrade> upgrades,
        List<UpgradeLog> upgradeLogs,
        List<UpgradeRemnant> upgradeRemnants,
        List<ManagedChart> managedCharts,
        List<Bundle> bundles,
        List<BundleDeployment> bundleDeployments,
        List<FleetCluster> fleetClusters,
        List<HelmRelease> helmReleases,
        List<ChartRepository> chartRepositories,
        List<Workload> workloads,
        List<Job> jobs,
        List<Pod> pods,
        List<ClusterNode> nodes,
        Harvester harvester,
        Provisioning provisioning,
        Longhorn longhorn,
        Virtualization virtualization,
        Platform platform,
        List<PodLog> podLogs) {

    public ClusterState {
        coverage = List.copyOf(coverage);
        upgrades = List.copyOf(upgrades);
        upgradeLogs = List.copyOf(upgradeLogs);
        upgradeRemnants = List.copyOf(upgradeRemnants);
        managedCharts = List.copyOf(managedCharts);
        bundles = List.copyOf(bundles);
        bundleDeployments = List.copyOf(bundleDeployments);
        fleetClusters = List.copyOf(fleetClusters);
        helmReleases = List.copyOf(helmReleases);
        chartRepositories = List.copyOf(chartRepositories);
        workloads = List.copyOf(workloads);
        jobs = List.copyOf(jobs);
        pods = List.copyOf(pods);
        nodes = List.copyOf(nodes);
        podLogs = List.copyOf(podLogs);
    }

    /** The same facts, known to hold at a later instant: what a source that follows a quiet cluster can say. */
    public ClusterState seenAt(Instant later) {
        return new ClusterState(
                origin,
                later,
                coverage,
                kubernetesVersion,
                serverVersion,
                upgrades,
                upgradeLogs,
                upgradeRemnants,
                managedCharts,
                bundles,
                bundleDeployments,
                fleetClusters,
                helmReleases,
                chartRepositories,
                workloads,
                jobs,
                pods,
                nodes,
                harvester,
                provisioning,
                longhorn,
                virtualization,
                platform,
                podLogs);
    }

    /** Whether every reading of this kind (plural and group) succeeded, so that absence means absence. */
    public boolean wasRead(String kind) {
        List<Coverage> readings =
                coverage.stream().filter(each -> each.kind().equals(kind)).toList();
        return !readings.isEmpty() && readings.stream().allMatch(Coverage::wasRead);
    }

    public Optional<Workload> workload(String namespace, String name) {
        return workloads.stream()
                .filter(workload -> workload.name().equals(name)
                        && namespace.equals(workload.metadata().ref().namespace()))
                .findFirst();
    }

    /** What the Pods of a Job wrote, oldest Pod first. */
    public List<PodLog> logsOf(Job job) {
        if (podLogs.isEmpty()) {
            return List.of();
        }
        Map<ObjectRef, PodLog> logs = new HashMap<>();
        podLogs.forEach(log -> logs.put(log.pod(), log));
        return pods.stream()
                .filter(pod -> logs.containsKey(pod.metadata().ref()) && belongsTo(pod, job))
                .sorted(Comparator.comparing(Pod::started, Comparator.nullsLast(Comparator.naturalOrder())))
                .flatMap(pod -> Stream.ofNullable(logs.get(pod.metadata().ref())))
                .toList();
    }

    private static boolean belongsTo(Pod pod, Job job) {
        return pod.metadata().label("job-name").filter(job.name()::equals).isPresent()
                || pod.metadata().owners().stream()
                        .anyMatch(owner ->
                                owner.kind().equals("Job") && owner.name().equals(job.name()));
    }

    public Optional<ClusterNode> node(String name) {
        return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
    }

    public Optional<ChartRepository> chartRepository(String name) {
        return chartRepositories.stream()
                .filter(repository -> repository.name().equals(name))
                .findFirst();
    }

    /** The latest Upgrade object: the labelled one, else the newest. */
    public Optional<Upgrade> latestUpgrade() {
        return upgrades.stream()
                .max(Comparator.comparing(Upgrade::isLatest)
                        .thenComparing(upgrade -> Optional.ofNullable(
                                        upgrade.metadata().created())
                                .orElse(Instant.EPOCH)));
    }
}
