package io.gleaner.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of {@code metadata} that Gleaner reads. Unknown numbers are 0, unknown times null. */
public record Metadata(
        ObjectRef ref,
        String uid,
        long generation,
        @Nullable Instant created,
        @Nullable Instant deleting,
        Map<String, String> labels,
        Map<String, String> annotations,
        List<Owner> owners,
        List<FieldWriter> fieldWriters) {

    /** An entry of {@code ownerReferences}. */
    public record Owner(String kind, String name, String uid) {}

    public Metadata {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        owners = List.copyOf(owners);
        fieldWriters = List.copyOf(fieldWriters);
    }

    public String name() {
        return ref.name();
    }

    public Optional<String> label(String key) {
        return Optional.ofNullable(labels.get(key));
    }

    public Optional<String> annotation(String key) {
        return Optional.ofNullable(annotations.get(key));
    }

    /** Whether an upgrade, of either engine, made this Job or Pod to run {@code upgrade_manifests.sh}. */
    public boolean runsManifests() {
        return label(Upgrade.COMPONENT_LABEL).filter("manifest"::equals).isPresent()
                || label(UpgradePlan.COMPONENT_LABEL)
                        .filter("cluster-upgrade"::equals)
                        .isPresent();
    }
}
