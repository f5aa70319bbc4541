package io.gleaner.source.scenario;

import io.gleaner.model.ObjectRef;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/**
 * One change a simulated controller wants to make.
 *
 * @param object the whole object as it should be, carrying the resourceVersion it was computed from: a write that meets a
 *     newer object must be refused and is computed again
 * @param manager the field manager to write as
 * @param chart the ManagedChart it is about
 * @param after how long the controller takes, in the cluster's time
 */
public record SimulatedWrite(Action action, ObjectNode object, String manager, String chart, Duration after) {
    /** The request to make of the API server. */
    public enum Action {
        /** POST; the object carries no status. */
        CREATE,
        /** PUT of the main resource. */
        UPDATE,
        /** PUT of the status subresource. */
        UPDATE_STATUS
    }

    public ObjectRef ref() {
        return KubernetesJson.ref(object);
    }
}
