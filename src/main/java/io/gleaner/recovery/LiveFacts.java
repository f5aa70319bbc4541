package io.gleaner.recovery;

import io.gleaner.model.ClusterState;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Origin;
import io.gleaner.model.Upgrade;
import io.gleaner.source.ChartIndex;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterStateMapping;
import io.gleaner.source.ClusterWriter;
import io.gleaner.source.RawObjects;
import io.gleaner.source.ResourceKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Facts fetched for this one question, read through the same mapping as everything the user was shown. */
record LiveFacts(ClusterWriter cluster, Origin origin) {

    /** A state that holds one kind of one place and nothing else. */
    ClusterState list(ResourceKind kind, @Nullable String namespace, @Nullable String labelSelector) {
        // No guard asks for an age, so the instant does not matter.
        return ClusterStateMapping.map(
                new RawObjects(Map.of(kind, cluster.list(kind, namespace, labelSelector)), List.of(), ""),
                origin,
                Instant.EPOCH);
    }

    /** The Upgrade that Harvester's controller acts on; empty when there is none. */
    Optional<Upgrade> latestUpgrade() {
        return list(ResourceKind.UPGRADE, ManifestScriptGuard.NAMESPACE, null).latestUpgrade();
    }

    LiveObject object(ObjectRef ref) {
        return LiveObject.read(cluster, ref);
    }

    /** Empty when there is no such object; any other trouble is thrown. */
    Optional<LiveObject> find(ObjectRef ref) {
        try {
            return Optional.of(object(ref));
        } catch (ClusterRequestException e) {
            if (e.reason() == ClusterRequestException.Reason.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * The Bundle Rancher made of a chart: mostly {@code mcc-<name>}, but long names are hashed, so the owner reference decides.
     */
    Optional<ObjectNode> bundleOf(ObjectRef chart) {
        Optional<ObjectNode> named = find(bundleRef(chart)).map(LiveObject::json);
        if (named.filter(bundle -> isOwnedBy(chart, bundle)
                        || bundle.at("/metadata/ownerReferences").isEmpty())
                .isPresent()) {
            return named;
        }
        return cluster.list(ResourceKind.BUNDLE, chart.namespace(), null).stream()
                .filter(bundle -> isOwnedBy(chart, bundle))
                .findFirst();
    }

    /** Where the Bundle of a chart is, or where it will be. */
    ObjectRef bundleRefOf(ObjectRef chart) {
        return bundleOf(chart).map(bundle -> ref(ResourceKind.BUNDLE, bundle)).orElseGet(() -> bundleRef(chart));
    }

    private static ObjectRef bundleRef(ObjectRef chart) {
        return ResourceKind.BUNDLE.ref(chart.namespace(), "mcc-" + chart.name());
    }

    /** The Bundle on the one cluster there is. */
    Optional<ObjectRef> deploymentRefOf(ObjectRef bundle) {
        String selector = "fleet.cattle.io/bundle-namespace=%s,fleet.cattle.io/bundle-name=%s"
                .formatted(bundle.namespace(), bundle.name());
        return cluster.list(ResourceKind.BUNDLE_DEPLOYMENT, null, selector).stream()
                .map(deployment -> ref(ResourceKind.BUNDLE_DEPLOYMENT, deployment))
                .findFirst();
    }

    /** Whether the index of a chart's repository holds this version of it; false as well when the index cannot be decoded. */
    boolean serves(LiveObject chart, String version) {
        LiveObject repository = object(ResourceKind.CLUSTER_REPO.ref(null, chart.text("/spec/repoName")));
        String namespace = repository.text("/status/indexConfigMapNamespace");
        String first = repository.text("/status/indexConfigMapName");
        return ChartIndex.read(namespace, first, repository.uid(), chunks(namespace, first))
                .map(index -> index.getOrDefault(chart.text("/spec/chart"), List.of()))
                .filter(versions -> versions.contains(version))
                .isPresent();
    }

    private List<ObjectNode> chunks(String namespace, String first) {
        List<ObjectNode> chunks = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String next = first; !next.isEmpty() && seen.add(next); ) {
            LiveObject chunk = object(ResourceKind.CONFIG_MAP.ref(namespace, next));
            chunks.add(chunk.json());
            next = chunk.annotation(ChartIndex.NEXT_ANNOTATION);
        }
        return chunks;
    }

    private static boolean isOwnedBy(ObjectRef chart, ObjectNode bundle) {
        for (JsonNode owner : bundle.at("/metadata/ownerReferences")) {
            if (owner.path("kind").asString("").equals(chart.kind())
                    && Objects.equals(owner.path("name").asString(""), chart.name())) {
                return true;
            }
        }
        return false;
    }

    static ObjectRef ref(ResourceKind kind, ObjectNode object) {
        return kind.ref(
                object.at("/metadata/namespace").asStringOpt().orElse(null),
                object.at("/metadata/name").asString(""));
    }
}
