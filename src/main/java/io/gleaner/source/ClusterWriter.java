package io.gleaner.source;

import io.gleaner.model.ObjectRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The narrow door through which a recovery reads back and changes a cluster. Every call goes to the API server, none to a
 * cache. Blocking; never called on the FX thread.
 *
 * <p>All methods throw {@link ClusterRequestException} with the reason the server gave.
 */
public interface ClusterWriter {
    /** The field manager of every write. */
    String FIELD_MANAGER = "gleaner";

    /** Who the server takes us for, as far as it says; empty when it does not. */
    Optional<String> user();

    /** SelfSubjectAccessReview. */
    boolean isAllowed(String verb, ResourceKind kind, @Nullable String namespace, @Nullable String name);

    /** The live object. */
    ObjectNode get(ObjectRef ref);

    /** The live objects of one place; a null selector means all. */
    List<ObjectNode> list(ResourceKind kind, @Nullable String namespace, @Nullable String labelSelector);

    /** Server-side dry run of a JSON Patch: the would-be object; nothing is stored. */
    ObjectNode dryRun(ObjectRef ref, ArrayNode jsonPatch);

    /** Applies a JSON Patch and returns the stored object. */
    ObjectNode patch(ObjectRef ref, ArrayNode jsonPatch);

    /** Server-side dry run of {@link #delete}. */
    void dryRunDelete(ObjectRef ref, String uid);

    /**
     * Deletes the object that has this uid, and leaves what it owns to the garbage collector. Another one of its name is a
     * CONFLICT. An object with finalizers is still there afterwards, with a {@code deletionTimestamp}.
     */
    void delete(ObjectRef ref, String uid);

    /**
     * Watches one object until the condition holds.
     *
     * @param cancelled asked again and again; true ends the wait early
     * @return the object that met the condition; empty when time ran out or the wait was cancelled
     */
    Optional<ObjectNode> awaitCondition(
            ObjectRef ref, Predicate<ObjectNode> condition, Duration timeout, BooleanSupplier cancelled);
}
