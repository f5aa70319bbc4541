package io.gleaner.recovery;

import io.gleaner.model.ClusterState;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Origin;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterStateMapping;
import io.gleaner.source.ClusterWriter;
import io.gleaner.source.RawObjects;
import io.gleaner.source.ResourceKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Facts fetched for this one question, read through the same mapping as everything the user was shown. */
record LiveFacts(ClusterWriter cluster, Origin origin) {

    /** A state that holds one kind of one place and nothing else. */
    ClusterState list(ResourceKind kind, @Nullable String namespace, @Nullable String labelSelector) {
        return state(kind, cluster.list(kind, namespace, labelSelector));
    }

    LiveChart chart(ObjectRef chart) {
        return LiveChart.read(cluster, chart);
    }

    ClusterState state(ResourceKind kind, List<ObjectNode> objects) {
        // No guard asks for an age, so the instant does not matter.
        return ClusterStateMapping.map(new RawObjects(Map.of(kind, objects), List.of(), ""), origin, Instant.EPOCH);
    }

    /**
     * The Bundle Rancher made of a chart: mostly {@code mcc-<name>}, but long names are hashed, so the owner reference decides.
     */
    Optional<ObjectNode> bundleOf(ObjectRef chart) {
        try {
            ObjectNode bundle = cluster.get(ResourceKind.BUNDLE.ref(chart.namespace(), "mcc-" + chart.name()));
            if (isOwnedBy(chart, bundle)
                    || bundle.at("/metadata/ownerReferences").isEmpty()) {
                return Optional.of(bundle);
            }
        } catch (ClusterRequestException e) {
            if (e.reason() != ClusterRequestException.Reason.NOT_FOUND) {
                throw e;
            }
        }
        return cluster.list(ResourceKind.BUNDLE, chart.namespace(), null).stream()
                .filter(bundle -> isOwnedBy(chart, bundle))
                .findFirst();
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
