package io.gleaner.source.scenario;

import io.gleaner.source.ChartIndex;
import io.gleaner.source.ResourceKind;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The ConfigMap in which Rancher keeps the index it has downloaded for a ClusterRepo. */
final class ChartIndexFile {
    private ChartIndexFile() {}

    /** @param charts the one version of each chart that is served */
    static ObjectNode write(ObjectNode repository, Map<String, String> charts) {
        String uid = KubernetesJson.text(repository, "/metadata/uid");
        String name = KubernetesJson.name(repository);
        ObjectNode index = KubernetesJson.MAPPER.createObjectNode().put("apiVersion", "v1");
        ObjectNode entries = index.putObject("entries");
        charts.forEach((chart, version) -> entries.putArray(chart)
                .addObject()
                .put("name", chart)
                .put("version", version)
                .putArray("urls")
                .add("%s-%s.tgz".formatted(chart, version)));

        ObjectNode configMap = KubernetesJson.object(ResourceKind.CONFIG_MAP.ref("cattle-system", name + "-0-" + uid));
        ObjectNode metadata = KubernetesJson.metadata(configMap);
        metadata.putObject("annotations").put(ChartIndex.NEXT_ANNOTATION, "");
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", KubernetesJson.text(repository, "/apiVersion"))
                .put("kind", "ClusterRepo")
                .put("name", name)
                .put("uid", uid);
        configMap.putObject("binaryData").put("content", AppliedSet.encode(index));
        return configMap;
    }
}
