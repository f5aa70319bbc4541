package io.gleaner.source.scenario;

import io.gleaner.model.ObjectRef;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands between a client and the API server of a scenario, for drills and tests: it can slip a foreign change in before a
 * request, refuse it, or lose its answer after it was carried out.
 */
@FunctionalInterface
public interface RequestFilter {
    /** Lets everything through. */
    RequestFilter NONE = (_, _, request) -> request.get();

    /**
     * @param verb {@code get}, {@code patch}, {@code delete}, or {@code dryRun}
     * @param request carries the request out and returns the answer
     */
    ObjectNode around(String verb, ObjectRef ref, Supplier<ObjectNode> request);
}
