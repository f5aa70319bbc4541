package io.gleaner.source.scenario;

import io.gleaner.source.ChartIndex;
import io.gleaner.source.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Rancher's look into the chart index: what a ManagedChart asks for is there, or why not, in Rancher's words. */
sealed interface ChartResolution {
    record Resolved(String version) implements ChartResolution {}

    record Unresolvable(String message) implements ChartResolution {}

    /** What is known of a repository's charts, or why nothing is. */
    sealed interface Repository {
        record Readable(Map<String, List<String>> index) implements Repository {}

        record Unreadable(String message) implements Repository {}

        static Repository of(ClusterView view, String name) {
            Optional<ObjectNode> found = view.find(ResourceKind.CLUSTER_REPO.ref(null, name));
            if (found.isEmpty()) {
                return new Unreadable("clusterrepos.catalog.cattle.io \"%s\" not found".formatted(name));
            }
            String configMap = KubernetesJson.text(found.get(), "/status/indexConfigMapName");
            return ChartIndex.read(
                            KubernetesJson.text(found.get(), "/status/indexConfigMapNamespace"),
                            configMap,
                            KubernetesJson.text(found.get(), "/metadata/uid"),
                            view.list(ResourceKind.CONFIG_MAP))
                    .<Repository>map(Readable::new)
                    .orElseGet(() -> new Unreadable("configmaps \"%s\" not found".formatted(configMap)));
        }
    }

    static ChartResolution of(Repository repository, ObjectNode managedChart) {
        return switch (repository) {
            case Repository.Unreadable(String message) -> new Unresolvable(message);
            case Repository.Readable(Map<String, List<String>> index) ->
                lookUp(
                        index,
                        KubernetesJson.text(managedChart, "/spec/chart"),
                        KubernetesJson.text(managedChart, "/spec/version"));
        };
    }

    private static ChartResolution lookUp(Map<String, List<String>> index, String chart, String version) {
        List<String> versions = index.get(chart);
        if (versions == null) {
            return new Unresolvable("no chart name found");
        }
        if (version.isEmpty() && !versions.isEmpty()) {
            return new Resolved(versions.getFirst());
        }
        return versions.contains(version)
                ? new Resolved(version)
                : new Unresolvable("no chart version found for %s-%s".formatted(chart, version));
    }
}
