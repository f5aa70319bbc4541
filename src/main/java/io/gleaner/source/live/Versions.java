package io.gleaner.source.live;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an informer remembers of the objects it follows: who they are and in which version. The objects themselves are kept,
 * trimmed, by its reading.
 */
final class Versions implements ItemStore<GenericKubernetesResource> {
    private final Map<String, GenericKubernetesResource> stubs = new ConcurrentHashMap<>();

    static String key(GenericKubernetesResource object) {
        return object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
    }

    @Override
    public String getKey(GenericKubernetesResource object) {
        return key(object);
    }

    @Override
    public @Nullable GenericKubernetesResource put(String key, GenericKubernetesResource object) {
        return stubs.put(key, stub(object));
    }

    @Override
    public @Nullable GenericKubernetesResource remove(String key) {
        return stubs.remove(key);
    }

    @Override
    public Stream<String> keySet() {
        return stubs.keySet().stream();
    }

    @Override
    public Stream<GenericKubernetesResource> values() {
        return stubs.values().stream();
    }

    @Override
    public int size() {
        return stubs.size();
    }

    @Override
    public @Nullable GenericKubernetesResource get(String key) {
        return stubs.get(key);
    }

    @Override
    public boolean isFullState() {
        return false;
    }

    private static GenericKubernetesResource stub(GenericKubernetesResource object) {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setNamespace(object.getMetadata().getNamespace());
        metadata.setName(object.getMetadata().getName());
        metadata.setResourceVersion(object.getMetadata().getResourceVersion());
        GenericKubernetesResource stub = new GenericKubernetesResource();
        stub.setMetadata(metadata);
        return stub;
    }
}
