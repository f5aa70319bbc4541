package io.gleaner.source.scenario;

import io.gleaner.model.ObjectRef;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterRequestException.Reason;
import io.gleaner.source.ClusterSource.Subscription;
import io.gleaner.source.ClusterWriter;
import io.gleaner.source.ResourceKind;
import io.gleaner.source.scenario.InMemoryCluster.Change;
import io.gleaner.source.scenario.InMemoryCluster.ChangeType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The door to an {@link InMemoryCluster} for one user. */
public final class ScenarioWriter implements ClusterWriter {
    private static final Duration CANCELLATION_IS_NOTICED = Duration.ofMillis(20);

    private final InMemoryCluster cluster;
    private final AccessPolicy access;
    private final Runnable wakeUp;
    private volatile RequestFilter filter = RequestFilter.NONE;

    /** @param wakeUp sets the cluster in motion; called before a write and before a wait */
    ScenarioWriter(InMemoryCluster cluster, AccessPolicy access, Runnable wakeUp) {
        this.cluster = cluster;
        this.access = access;
        this.wakeUp = wakeUp;
    }

    /** A door to a cluster in which nobody acts on his own. */
    public ScenarioWriter(InMemoryCluster cluster, AccessPolicy access) {
        this(cluster, access, () -> {});
    }

    /** Puts something in the way of every later request; {@link RequestFilter#NONE} clears it. */
    public void filterRequests(RequestFilter newFilter) {
        filter = newFilter;
    }

    @Override
    public Optional<String> user() {
        return Optional.of(access.user());
    }

    @Override
    public boolean isAllowed(String verb, ResourceKind kind, @Nullable String namespace, @Nullable String name) {
        return access.rule().allows(verb, kind);
    }

    @Override
    public ObjectNode get(ObjectRef ref) {
        require("get", ref);
        return filter.around("get", ref, () -> cluster.get(ref));
    }

    @Override
    public List<ObjectNode> list(ResourceKind kind, @Nullable String namespace, @Nullable String labelSelector) {
        access.require("list", kind, namespace, null);
        return cluster.list(kind, namespace, labelSelector);
    }

    @Override
    public ObjectNode dryRun(ObjectRef ref, ArrayNode jsonPatch) {
        require("patch", ref);
        return filter.around("dryRun", ref, () -> cluster.dryRun(ref, jsonPatch, FIELD_MANAGER));
    }

    @Override
    public ObjectNode patch(ObjectRef ref, ArrayNode jsonPatch) {
        require("patch", ref);
        wakeUp.run();
        return filter.around("patch", ref, () -> cluster.patch(ref, jsonPatch, FIELD_MANAGER));
    }

    @Override
    public void dryRunDelete(ObjectRef ref, String uid) {
        require("delete", ref);
        filter.around("dryRun", ref, () -> theOne(ref, uid));
    }

    @Override
    public void delete(ObjectRef ref, String uid) {
        require("delete", ref);
        wakeUp.run();
        filter.around("delete", ref, () -> {
            ObjectNode gone = theOne(ref, uid);
            cluster.delete(ref);
            return gone;
        });
    }

    private ObjectNode theOne(ObjectRef ref, String uid) {
        ObjectNode object = cluster.get(ref);
        String there = object.at("/metadata/uid").asString("");
        if (!there.equals(uid)) {
            throw new ClusterRequestException(
                    Reason.CONFLICT,
                    "Precondition failed: UID in precondition: %s, UID in object meta: %s".formatted(uid, there));
        }
        return object;
    }

    @Override
    public Optional<ObjectNode> awaitCondition(
            ObjectRef ref, Predicate<ObjectNode> condition, Duration timeout, BooleanSupplier cancelled) {
        require("get", ref);
        require("watch", ref);
        wakeUp.run();
        BlockingQueue<Change> changes = new LinkedBlockingQueue<>();
        try (Subscription _ = cluster.watch(change -> {
            if (change.ref().equals(ref)) {
                changes.add(change);
            }
        })) {
            ObjectNode current = cluster.get(ref);
            long deadline = System.nanoTime() + timeout.toNanos();
            while (!condition.test(current)) {
                Optional<Change> change = next(changes, deadline, cancelled);
                if (change.isEmpty()) {
                    return Optional.empty();
                }
                if (change.get().type() == ChangeType.DELETED) {
                    throw new ClusterRequestException(
                            Reason.NOT_FOUND,
                            "%s \"%s\" not found".formatted(ResourceKind.of(ref).qualifiedName(), ref.name()));
                }
                current = change.get().object();
            }
            return Optional.of(current);
        }
    }

    private static Optional<Change> next(BlockingQueue<Change> changes, long deadline, BooleanSupplier cancelled) {
        try {
            while (!cancelled.getAsBoolean()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return Optional.empty();
                }
                Change change = changes.poll(Math.min(left, CANCELLATION_IS_NOTICED.toNanos()), TimeUnit.NANOSECONDS);
                if (change != null) {
                    return Optional.of(change);
                }
            }
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ClusterRequestException(Reason.UNREACHABLE, "interrupted", interrupted);
        }
    }

    private void require(String verb, ObjectRef ref) {
        access.require(verb, ResourceKind.of(ref), ref.namespace(), ref.name());
    }
}
