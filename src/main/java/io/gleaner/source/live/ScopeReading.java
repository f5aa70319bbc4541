package io.gleaner.source.live;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.gleaner.model.Coverage;
import io.gleaner.model.CoverageStatus;
import io.gleaner.source.ObjectTrim;
import io.gleaner.source.ResourceKind;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One kind in one place, followed by an informer that never gives up: what failed heals by itself. */
final class ScopeReading implements ResourceEventHandler<GenericKubernetesResource>, AutoCloseable {
    // With a limit, fabric8 lists consistently and in pages; without, it takes whatever the API server has cached.
    private static final long PAGE = 500;

    private final ResourceKind kind;
    private final ResourceKind.Scope scope;
    private final Consumer<ScopeReading> changed;
    private final KubernetesClient client;
    private final SharedIndexInformer<GenericKubernetesResource> informer;
    private final Map<String, ObjectNode> objects = new ConcurrentHashMap<>();
    private volatile boolean isListed;
    private volatile boolean isListing = true;
    private volatile @Nullable Throwable failure;

    ScopeReading(KubernetesClient client, ResourceKind kind, ResourceKind.Scope scope, Consumer<ScopeReading> changed) {
        this.client = client;
        this.kind = kind;
        this.scope = scope;
        this.changed = changed;
        this.informer = place().withLimit(PAGE).runnableInformer(0).exceptionHandler(this::failed);
        informer.itemStore(new Versions());
        informer.addEventHandler(this);
    }

    void start() {
        // Failures arrive at the exception handler; the future would only repeat them.
        var _ = informer.start();
    }

    ResourceKind kind() {
        return kind;
    }

    Collection<ObjectNode> objects() {
        return objects.values();
    }

    /** Whether there is an outcome, good or bad. */
    boolean isSettled() {
        return isListed || failure != null;
    }

    /** Why the last listing failed; null when it did not. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    Coverage coverage() {
        Throwable cause = failure;
        if (cause != null) {
            return new Coverage(kind.qualifiedName(), scope.namespace(), status(cause), ConnectionDoctor.words(cause));
        }
        CoverageStatus status = !isListed
                ? CoverageStatus.NOT_COLLECTED
                : objects.isEmpty() ? CoverageStatus.EMPTY : CoverageStatus.COLLECTED;
        return new Coverage(kind.qualifiedName(), scope.namespace(), status, "");
    }

    @Override
    public void onBeforeList(String lastResourceVersion) {
        isListing = true;
    }

    @Override
    public void onList(String resourceVersion, boolean isEmpty) {
        isListing = false;
        isListed = true;
        failure = null;
        changed.accept(this);
    }

    @Override
    public void onAdd(GenericKubernetesResource object) {
        put(object);
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
        put(after);
    }

    @Override
    public void onDelete(GenericKubernetesResource object, boolean isFinalStateUnknown) {
        objects.remove(Versions.key(object));
        tell();
    }

    @Override
    public void close() {
        informer.stop();
    }

    private void put(GenericKubernetesResource object) {
        ObjectNode json = client.getKubernetesSerialization().convertValue(object, ObjectNode.class);
        objects.put(Versions.key(object), ObjectTrim.trim(kind, json));
        tell();
    }

    private void tell() {
        // What a list brings is told once, when it is whole.
        if (!isListing) {
            changed.accept(this);
        }
    }

    /** Called for failed lists and for watches that could not start or broke. A list that succeeded stands. */
    private boolean failed(boolean isStarted, Throwable cause) {
        if (isListing) {
            failure = cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause;
            CoverageStatus status = status(cause);
            if (status == CoverageStatus.FORBIDDEN || status == CoverageStatus.NOT_INSTALLED) {
                objects.clear();
            }
            changed.accept(this);
        }
        return true;
    }

    private static CoverageStatus status(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof KubernetesClientException answer) {
                switch (answer.getCode()) {
                    case 403 -> {
                        return CoverageStatus.FORBIDDEN;
                    }
                    case 404 -> {
                        return CoverageStatus.NOT_INSTALLED;
                    }
                    default -> {
                        // Keeps looking for an answer further down.
                    }
                }
            }
        }
        return CoverageStatus.FAILED;
    }

    private io.fabric8.kubernetes.client.dsl.Informable<GenericKubernetesResource> place() {
        MixedOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
                all = client.genericKubernetesResources(definition(kind));
        if (scope.name() != null) {
            return scope.namespace() == null
                    ? all.withName(scope.name())
                    : all.inNamespace(scope.namespace()).withName(scope.name());
        }
        if (scope.namespace() != null) {
            var inNamespace = all.inNamespace(scope.namespace());
            return scope.labelSelector() == null ? inNamespace : inNamespace.withLabelSelector(scope.labelSelector());
        }
        if (!kind.isNamespaced()) {
            return scope.labelSelector() == null ? all : all.withLabelSelector(scope.labelSelector());
        }
        AnyNamespaceOperation<
                        GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
                everywhere = all.inAnyNamespace();
        if (scope.labelSelector() == null) {
            return everywhere;
        }
        FilterWatchListDeletable<
                        GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
                labelled = everywhere.withLabelSelector(scope.labelSelector());
        return labelled;
    }

    static ResourceDefinitionContext definition(ResourceKind kind) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(kind.group())
                .withVersion(kind.version())
                .withKind(kind.kind())
                .withPlural(kind.plural())
                .withNamespaced(kind.isNamespaced())
                .build();
    }
}
