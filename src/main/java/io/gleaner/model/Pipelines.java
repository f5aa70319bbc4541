package io.gleaner.model;

import static java.util.stream.Collectors.groupingBy;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Joins what belongs to one chart; indexed once, so that all charts together cost one pass over their objects. */
public final class Pipelines {
    private static final Comparator<HelmRelease> NEWEST_FIRST = Comparator.comparingInt(HelmRelease::revision)
            .thenComparing(revision -> !revision.chartVersion().isEmpty())
            .reversed();

    private final Map<String, Bundle> bundlesByOwner = new HashMap<>();
    private final Map<String, Bundle> bundlesByName;
    private final Map<String, BundleDeployment> deploymentsByBundle;
    private final Map<String, List<HelmRelease>> releases;

    private Pipelines(ClusterState state) {
        bundlesByName = firstBy(state.bundles(), Bundle::name);
        state.bundles()
                .forEach(bundle -> bundle.metadata().owners().stream()
                        .filter(owner -> owner.kind().equals("ManagedChart"))
                        .forEach(owner -> bundlesByOwner.putIfAbsent(owner.name(), bundle)));
        deploymentsByBundle = firstBy(state.bundleDeployments(), BundleDeployment::bundleName);
        releases = state.helmReleases().stream().sorted(NEWEST_FIRST).collect(groupingBy(HelmRelease::name));
    }

    public static Pipelines of(ClusterState state) {
        return new Pipelines(state);
    }

    public Pipeline of(ManagedChart chart) {
        Optional<Bundle> bundle = bundleOf(chart);
        String release =
                bundle.map(Bundle::releaseName).filter(name -> !name.isEmpty()).orElse(chart.releaseName());
        return new Pipeline(
                chart,
                bundle,
                bundle.map(Bundle::name).map(deploymentsByBundle::get),
                revisions(chart.releaseNamespace(), release));
    }

    public Optional<Bundle> bundle(String name) {
        return Optional.ofNullable(bundlesByName.get(name));
    }

    /**
     * The revisions of a Helm release, newest first.
     *
     * @param namespace empty for whichever has a release of this name
     */
    public List<HelmRelease> revisions(String namespace, String release) {
        return releases.getOrDefault(release, List.of()).stream()
                .filter(revision -> namespace.isEmpty() || revision.namespace().equals(namespace))
                .toList();
    }

    /** By owner reference, because Rancher hashes long names, else by the {@code mcc-} name. */
    private Optional<Bundle> bundleOf(ManagedChart chart) {
        return Optional.ofNullable(bundlesByOwner.get(chart.name()))
                .or(() -> Optional.ofNullable(bundlesByName.get("mcc-" + chart.name())));
    }

    private static <T> Map<String, T> firstBy(List<T> objects, Function<T, String> key) {
        Map<String, T> first = new HashMap<>();
        objects.forEach(object -> first.putIfAbsent(key.apply(object), object));
        return first;
    }
}
