package io.gleaner.source;

import io.gleaner.model.ClusterState;
import io.gleaner.model.Origin;
import java.time.Instant;

/** The one mapping from Kubernetes JSON to the model. Never throws on a malformed object: what is not there is not known. */
public final class ClusterStateMapping {
    private ClusterStateMapping() {}

    public static ClusterState map(RawObjects raw, Origin origin, Instant asOf) {
        throw new IllegalStateException("not mapped: " + raw.kubernetesVersion() + origin + asOf);
    }
}
