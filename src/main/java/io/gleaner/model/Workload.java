package io.gleaner.model;

import java.util.Map;
import java.util.Optional;

/** A Deployment: images by container and how far its rollout is. */
public record Workload(
        Metadata metadata,
        int replicas,
        int updatedReplicas,
        int availableReplicas,
        long observedGeneration,
        Map<String, String> images) {
    public Workload {
        images = Map.copyOf(images);
    }

    public String name() {
        return metadata.name();
    }

    public boolean rolledOut() {
        return observedGeneration >= metadata.generation()
                && updatedReplicas == replicas
                && availableReplicas == replicas;
    }

    /** The tag of the first container whose image ends in the repository name, such as {@code rancher/harvester}. */
    public Optional<String> imageTag(String repository) {
        return images.values().stream()
                .filter(image -> image.contains(repository + ":"))
                .map(image -> image.substring(image.lastIndexOf(':') + 1))
                .findFirst();
    }
}
