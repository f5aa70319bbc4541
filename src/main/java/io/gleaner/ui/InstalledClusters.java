package io.gleaner.ui;

import io.gleaner.source.ClusterSource;
import io.gleaner.source.bundle.Bundles;
import io.gleaner.source.live.ClusterContext;
import io.gleaner.source.live.KubeconfigCatalogue;
import io.gleaner.source.live.LiveClusters;
import io.gleaner.source.live.LiveClusters.Probe;
import io.gleaner.source.scenario.Scenarios;
import io.gleaner.source.scenario.Scenarios.Scenario;
import io.gleaner.ui.connect.Clusters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The clusters of the user's kubeconfig files, and the built-in ones. */
final class InstalledClusters implements Clusters {
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(8);
    private static final double REAL_TIME = 1;

    private final KubeconfigCatalogue catalogue;
    private final Bundles bundles;
    private final InstantSource clock;

    InstalledClusters(KubeconfigCatalogue catalogue, Bundles bundles, InstantSource clock) {
        this.catalogue = catalogue;
        this.bundles = bundles;
        this.clock = clock;
    }

    @Override
    public List<Path> defaultFiles() {
        return catalogue.defaultFiles().stream().filter(Files::exists).toList();
    }

    @Override
    public List<ClusterContext> contexts(List<Path> files) {
        return catalogue.contexts(files);
    }

    @Override
    public ClusterContext find(@Nullable Path file, @Nullable String context) {
        return catalogue.find(file, context);
    }

    @Override
    public Probe probe(ClusterContext context) {
        return LiveClusters.probe(context, PROBE_TIMEOUT, clock);
    }

    @Override
    public ClusterSource connect(ClusterContext context) {
        return LiveClusters.connect(context, _ -> true, clock);
    }

    @Override
    public List<Scenario> scenarios() {
        return Scenarios.all();
    }

    @Override
    public ClusterSource openScenario(String name) {
        return Scenarios.open(name, REAL_TIME);
    }

    @Override
    public ClusterSource openBundle(Path bundle) {
        return bundles.open(bundle, null);
    }
}
