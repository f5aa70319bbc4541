package io.gleaner.source.scenario;

import io.gleaner.model.ObjectRef;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterRequestException.Reason;
import io.gleaner.source.ClusterSource.Subscription;
import io.gleaner.source.ResourceKind;
import io.gleaner.source.scenario.WriteRules.Door;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A cluster's objects in memory, kept by the rules of an API server. Objects go in and out as copies. Safe for use by several
 * threads. Everybody may do everything here; who may do what is decided at the door ({@link ScenarioWriter}).
 */
public final class InMemoryCluster implements ClusterView {
    /** What became of an object. */
    public enum ChangeType {
        ADDED,
        MODIFIED,
        DELETED
    }

    /** @param object as it is now; for a deletion as it was last */
    public record Change(ChangeType type, ObjectRef ref, ObjectNode object) {}

    private static final Comparator<ObjectRef> ORDER = Comparator.comparing((ObjectRef ref) -> ResourceKind.of(ref))
            .thenComparing(ref -> Optional.ofNullable(ref.namespace()).orElse(""))
            .thenComparing(ObjectRef::name);

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ObjectRef, ObjectNode> objects = new TreeMap<>(ORDER);
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private final Deque<Change> undelivered = new ArrayDeque<>();
    private boolean delivering;
    private long revision = 1000;

    public InMemoryCluster(InstantSource clock) {
        this.clock = clock;
    }

    public ObjectNode get(ObjectRef ref) {
        lock.lock();
        try {
            return stored(ref).deepCopy();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<ObjectNode> list(ResourceKind kind) {
        return list(kind, null, null);
    }

    public List<ObjectNode> list(ResourceKind kind, @Nullable String namespace, @Nullable String labelSelector) {
        Predicate<ObjectNode> selected = LabelSelector.parse(labelSelector);
        lock.lock();
        try {
            return objects.entrySet().stream()
                    .filter(entry -> ResourceKind.of(entry.getKey()) == kind)
                    .filter(entry ->
                            namespace == null || namespace.equals(entry.getKey().namespace()))
                    .map(Map.Entry::getValue)
                    .filter(selected)
                    .map(ObjectNode::deepCopy)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Puts an object in. Other than over the wire, a status, uid, creationTimestamp, generation or managedFields that it
     * brings along is kept: recordings tell their own past.
     */
    public ObjectNode create(ObjectNode object, String manager) {
        ObjectRef ref = KubernetesJson.ref(object);
        ResourceKind kind = ResourceKind.of(ref);
        lock.lock();
        try {
            if (objects.containsKey(ref)) {
                throw new ClusterRequestException(
                        Reason.CONFLICT, "%s \"%s\" already exists".formatted(kind.qualifiedName(), ref.name()));
            }
            return store(ChangeType.ADDED, ref, WriteRules.first(kind, object, manager, clock.instant()));
        } finally {
            lock.unlock();
        }
    }

    /** Applies a JSON Patch to the main resource. */
    public ObjectNode patch(ObjectRef ref, ArrayNode jsonPatch, String manager) {
        lock.lock();
        try {
            return replace(ref, ServerJsonPatch.apply(stored(ref), jsonPatch), Door.MAIN, manager);
        } finally {
            lock.unlock();
        }
    }

    /** What {@link #patch} would store; nothing is stored. */
    public ObjectNode dryRun(ObjectRef ref, ArrayNode jsonPatch, String manager) {
        lock.lock();
        try {
            ObjectNode stored = stored(ref);
            ObjectNode patched = ServerJsonPatch.apply(stored, jsonPatch);
            return WriteRules.next(ResourceKind.of(ref), stored, patched, Door.MAIN, manager, clock.instant())
                    .deepCopy();
        } finally {
            lock.unlock();
        }
    }

    /** Replaces the main resource; a status is ignored where the kind keeps it apart. */
    public ObjectNode update(ObjectNode object, String manager) {
        return replace(KubernetesJson.ref(object), object, Door.MAIN, manager);
    }

    /** Replaces the status alone. */
    public ObjectNode updateStatus(ObjectNode object, String manager) {
        ObjectRef ref = KubernetesJson.ref(object);
        return replace(ref, object, ResourceKind.of(ref).hasStatusSubresource() ? Door.STATUS : Door.MAIN, manager);
    }

    /** Removes an object and, as the garbage collector would, everything it owns. */
    public void delete(ObjectRef ref) {
        lock.lock();
        try {
            ObjectNode gone = stored(ref);
            objects.remove(ref);
            String uid = KubernetesJson.text(gone, "/metadata/uid");
            objects.entrySet().stream()
                    .filter(entry -> entry.getValue()
                            .at("/metadata/ownerReferences")
                            .valueStream()
                            .anyMatch(owner -> owner.path("uid").asString("").equals(uid)))
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(this::delete);
            deliver(new Change(ChangeType.DELETED, ref, gone));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Tells of every change from now on, in order, on the thread that made it and before its call returns. The listener may
     * write itself; it must not wait for other threads.
     */
    public Subscription watch(Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private ObjectNode replace(ObjectRef ref, ObjectNode proposed, Door door, String manager) {
        lock.lock();
        try {
            ObjectNode stored = stored(ref);
            ObjectNode next = WriteRules.next(ResourceKind.of(ref), stored, proposed, door, manager, clock.instant());
            return next == stored ? stored.deepCopy() : store(ChangeType.MODIFIED, ref, next);
        } finally {
            lock.unlock();
        }
    }

    private ObjectNode stored(ObjectRef ref) {
        ObjectNode object = objects.get(ref);
        if (object == null) {
            throw new ClusterRequestException(
                    Reason.NOT_FOUND,
                    "%s \"%s\" not found".formatted(ResourceKind.of(ref).qualifiedName(), ref.name()));
        }
        return object;
    }

    private ObjectNode store(ChangeType type, ObjectRef ref, ObjectNode object) {
        KubernetesJson.metadata(object).put("resourceVersion", Long.toString(++revision));
        objects.put(ref, object);
        deliver(new Change(type, ref, object.deepCopy()));
        return object.deepCopy();
    }

    // A listener that writes causes further changes: they wait their turn, so that everybody sees the same order.
    private void deliver(Change change) {
        undelivered.add(change);
        if (delivering) {
            return;
        }
        delivering = true;
        try {
            for (Change next = undelivered.poll(); next != null; next = undelivered.poll()) {
                for (Consumer<Change> listener : listeners) {
                    listener.accept(next);
                }
            }
        } finally {
            delivering = false;
        }
    }
}
