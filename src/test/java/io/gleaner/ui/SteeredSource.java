package io.gleaner.ui;

import io.gleaner.model.ClusterState;
import io.gleaner.model.Coverage;
import io.gleaner.model.CoverageStatus;
import io.gleaner.model.Text;
import io.gleaner.source.ClusterSource;
import io.gleaner.source.ClusterWriter;
import io.gleaner.source.Observation;
import io.gleaner.source.Observation.Freshness;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A source that says what a test tells it to. */
final class SteeredSource implements ClusterSource {
    private final List<Consumer<Observation>> listeners = new CopyOnWriteArrayList<>();
    private final Optional<ClusterWriter> writer;
    private volatile Observation current;
    private volatile boolean closed;

    SteeredSource(ClusterState state, Optional<ClusterWriter> writer) {
        this.current = new Observation(state, new Freshness.Live());
        this.writer = writer;
    }

    /** The same cluster for somebody who may not read Bundles. */
    static ClusterState withoutBundles(ClusterState state) {
        List<Coverage> coverage = state.coverage().stream()
                .map(each -> each.kind().equals("bundles.fleet.cattle.io")
                        ? new Coverage(each.kind(), each.namespace(), CoverageStatus.FORBIDDEN, "forbidden")
                        : each)
                .toList();
        return new ClusterState(
                state.origin(),
                state.asOf(),
                coverage,
                state.kubernetesVersion(),
                state.serverVersion(),
                state.upgrades(),
                state.upgradeLogs(),
                state.upgradeRemnants(),
                state.managedCharts(),
                List.of(),
                state.bundleDeployments(),
                state.fleetClusters(),
                state.helmReleases(),
                state.chartRepositories(),
                state.workloads(),
                state.jobs(),
                state.pods(),
                state.nodes(),
                state.harvester(),
                state.provisioning(),
                state.longhorn(),
                state.virtualization(),
                state.platform(),
                state.podLogs());
    }

    void show(ClusterState state) {
        say(new Observation(state, new Freshness.Live()));
    }

    void goStale(Duration age) {
        ClusterState state = current.state();
        say(new Observation(
                state,
                new Freshness.Stale(
                        state.asOf().minus(age),
                        Text.of("live.unreachable", "https://10.7.0.10:6443", Text.of("live.cause.timeout")))));
    }

    void recover() {
        say(new Observation(current.state(), new Freshness.Live()));
    }

    private void say(Observation observation) {
        current = observation;
        listeners.forEach(listener -> listener.accept(observation));
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public ClusterState load(Duration timeout) {
        return current.state();
    }

    @Override
    public Subscription observe(Consumer<Observation> listener) {
        listeners.add(listener);
        listener.accept(current);
        return () -> listeners.remove(listener);
    }

    @Override
    public Optional<ClusterWriter> writer() {
        return writer;
    }

    @Override
    public void close() {
        closed = true;
    }
}
