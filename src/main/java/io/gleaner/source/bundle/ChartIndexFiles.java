package io.gleaner.source.bundle;

import io.gleaner.model.Coverage;
import io.gleaner.model.CoverageStatus;
import io.gleaner.source.ChartIndex;
import io.gleaner.source.ResourceKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** The indexes of the chart repositories that ManagedCharts come from, as Rancher keeps them in ConfigMaps. */
final class ChartIndexFiles {
    /** The chunks, and how well they were read. */
    record Found(List<ObjectNode> configMaps, List<Coverage> coverage) {}

    private final Archive archive;
    private final Layout layout;
    private final Gaps gaps;

    ChartIndexFiles(Archive archive, Layout layout, Gaps gaps) {
        this.archive = archive;
        this.layout = layout;
        this.gaps = gaps;
    }

    Found read(List<ObjectNode> charts, List<ObjectNode> repositories) {
        Set<String> wanted = charts.stream()
                .map(chart -> chart.path("spec").path("repoName").asString(""))
                .collect(Collectors.toCollection(HashSet::new));
        // Rancher's own charts come from it, Fleet among them.
        wanted.add("rancher-charts");
        List<ObjectNode> chunks = new ArrayList<>();
        Map<String, Coverage> coverage = new TreeMap<>();
        for (ObjectNode repository : repositories) {
            String name = repository.path("metadata").path("name").asString("");
            var status = repository.path("status");
            String first = status.path("indexConfigMapName").asString("");
            if (wanted.contains(name) && !first.isEmpty()) {
                String namespace = status.path("indexConfigMapNamespace").asString("");
                Found found = chain(name, namespace, first);
                chunks.addAll(found.configMaps());
                found.coverage()
                        .forEach(each -> coverage.merge(namespace, each, (one, other) -> one.wasRead() ? other : one));
            }
        }
        return new Found(
                chunks,
                coverage.isEmpty()
                        ? List.of(new Coverage(
                                ResourceKind.CONFIG_MAP.qualifiedName(), null, CoverageStatus.NOT_COLLECTED, ""))
                        : List.copyOf(coverage.values()));
    }

    /** Chunks are named after their repository: so one pass over the file finds them all. */
    private Found chain(String repository, String namespace, String first) {
        Map<String, ObjectNode> candidates = new HashMap<>();
        String trouble = "";
        for (Layout.YamlFile file : layout.yamls(ResourceKind.CONFIG_MAP.qualifiedName())) {
            if (namespace.equals(file.namespace())) {
                ItemReader.Result result = ItemReader.read(
                        archive,
                        file.entry(),
                        name -> name.equals(first) || name.startsWith(repository + "-"),
                        LeftOutFields.of(ResourceKind.CONFIG_MAP));
                result.objects()
                        .forEach(each -> candidates.put(
                                each.path("metadata").path("name").asString(""), each));
                trouble = trouble.isEmpty() ? result.trouble() : trouble;
            }
        }
        List<ObjectNode> chunks = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String next = first;
        while (!next.isEmpty() && seen.add(next) && candidates.containsKey(next)) {
            ObjectNode chunk = candidates.get(next);
            chunks.add(chunk);
            next = chunk.path("metadata")
                    .path("annotations")
                    .path(ChartIndex.NEXT_ANNOTATION)
                    .asString("");
        }
        Coverage coverage = trouble.isEmpty()
                ? gaps.coverage(
                        ResourceKind.CONFIG_MAP,
                        namespace,
                        !candidates.isEmpty(),
                        chunks.isEmpty() ? CoverageStatus.EMPTY : CoverageStatus.COLLECTED)
                : new Coverage(ResourceKind.CONFIG_MAP.qualifiedName(), namespace, CoverageStatus.FAILED, trouble);
        return new Found(chunks, List.of(coverage));
    }
}
