package io.gleaner.apiserver;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.gleaner.model.ObjectRef;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterRequestException.Reason;
import io.gleaner.source.ResourceKind;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The API server as somebody other than Gleaner uses it: objects go in and out as they are, each write under a manager's name. */
public final class Api implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final KubernetesClient client;
    private final String server;

    private Api(KubernetesClient client) {
        this.client = client;
        this.server = client.getMasterUrl().toString().replaceAll("/+$", "");
    }

    /** As the user of the current context. */
    static Api of(String kubeconfig) {
        return new Api(new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig))
                .build());
    }

    public ObjectNode get(ObjectRef ref) {
        return send("GET", path(ref), "");
    }

    /** In all namespaces; none of a kind that the server does not know. */
    List<ObjectNode> list(ResourceKind kind) {
        if (!exists(collection(kind, null))) {
            return List.of();
        }
        return send("GET", collection(kind, null), "")
                .path("items")
                .valueStream()
                .map(item ->
                        ((ObjectNode) item).put("apiVersion", kind.apiVersion()).put("kind", kind.kind()))
                .toList();
    }

    /** Creates an object and writes its status, as kubectl and a controller would one after the other. */
    public ObjectNode create(ObjectNode object, String manager) {
        ObjectRef ref = ref(object);
        ResourceKind kind = ResourceKind.of(ref);
        ObjectNode created = send("POST", collection(kind, ref.namespace()) + query(manager), object.toString());
        if (!object.has("status") || !kind.hasStatusSubresource()) {
            return created;
        }
        // Over what the server itself has put there: a Pod's class, for one, may not be taken away.
        created.withObject("status").setAll((ObjectNode) object.get("status"));
        return updateStatus(created, manager);
    }

    /** Replaces the main resource, if it still is at the resourceVersion the object carries. */
    ObjectNode update(ObjectNode object, String manager) {
        return send("PUT", path(ref(object)) + query(manager), object.toString());
    }

    /** Replaces the status, through the main resource where the kind does not keep it apart. */
    ObjectNode updateStatus(ObjectNode object, String manager) {
        ObjectRef ref = ref(object);
        String door = ResourceKind.of(ref).hasStatusSubresource() ? "/status" : "";
        return send("PUT", path(ref) + door + query(manager), object.toString());
    }

    public ObjectNode change(ObjectRef ref, String manager, Consumer<ObjectNode> change) {
        ObjectNode object = get(ref);
        change.accept(object);
        return update(object, manager);
    }

    ObjectNode changeStatus(ObjectRef ref, String manager, Consumer<ObjectNode> change) {
        ObjectNode object = get(ref);
        change.accept(object);
        return updateStatus(object, manager);
    }

    /** At once, without grace. */
    void delete(ObjectRef ref) {
        send("DELETE", path(ref) + "?gracePeriodSeconds=0&propagationPolicy=Background", "");
    }

    /** What would have to change for anything to have been written to anything. */
    Map<ObjectRef, String> resourceVersions() {
        return Arrays.stream(ResourceKind.values())
                .flatMap(kind -> list(kind).stream())
                .collect(Collectors.toMap(
                        Api::ref,
                        object -> object.at("/metadata/resourceVersion").asString()));
    }

    /** Anything that is no {@link ResourceKind}. */
    void create(String collection, JsonNode object) {
        send("POST", collection, object.toString());
    }

    /** Whether there is such a collection or object. */
    boolean exists(String path) {
        try {
            send("GET", path, "");
            return true;
        } catch (ClusterRequestException refused) {
            if (refused.reason() == Reason.NOT_FOUND) {
                return false;
            }
            throw refused;
        }
    }

    /** Calls for every object there is and for every later change, on a thread of the client. */
    Watch watch(ResourceKind kind, Runnable changed) {
        ResourceDefinitionContext definition = new ResourceDefinitionContext.Builder()
                .withGroup(kind.group())
                .withVersion(kind.version())
                .withKind(kind.kind())
                .withPlural(kind.plural())
                .withNamespaced(kind.isNamespaced())
                .build();
        var all = client.genericKubernetesResources(definition);
        Watcher<GenericKubernetesResource> watcher = new Watcher<>() {
            @Override
            public void eventReceived(Action action, GenericKubernetesResource object) {
                changed.run();
            }

            @Override
            public void onClose(WatcherException cause) {
                changed.run();
            }
        };
        return kind.isNamespaced() ? all.inAnyNamespace().watch(watcher) : all.watch(watcher);
    }

    @Override
    public void close() {
        client.close();
    }

    static ObjectRef ref(ObjectNode object) {
        return new ObjectRef(
                object.path("apiVersion").asString(),
                object.path("kind").asString(),
                object.at("/metadata/namespace").asString(null),
                object.at("/metadata/name").asString());
    }

    private ObjectNode send(String method, String pathAndQuery, String body) {
        HttpRequest.Builder request =
                client.getHttpClient().newHttpRequestBuilder().uri(URI.create(server + pathAndQuery));
        request.method(method, "application/json", body.isEmpty() ? null : body);
        try {
            HttpResponse<String> answer = client.getHttpClient()
                    .sendAsync(request.build(), String.class)
                    .join();
            if (!answer.isSuccessful()) {
                throw new ClusterRequestException(
                        reason(answer.code()),
                        "%s %s: %d %s".formatted(method, pathAndQuery, answer.code(), answer.body()));
            }
            return (ObjectNode) JSON.readTree(answer.body());
        } catch (CompletionException e) {
            throw new ClusterRequestException(Reason.UNREACHABLE, method + " " + pathAndQuery, e);
        }
    }

    private static Reason reason(int code) {
        return switch (code) {
            case 404 -> Reason.NOT_FOUND;
            case 409 -> Reason.CONFLICT;
            case 422 -> Reason.INVALID;
            default -> Reason.OTHER;
        };
    }

    private static String query(String manager) {
        return "?fieldManager=" + manager;
    }

    private static String path(ObjectRef ref) {
        return collection(ResourceKind.of(ref), ref.namespace()) + "/" + ref.name();
    }

    private static String collection(ResourceKind kind, String namespace) {
        return (kind.group().isEmpty() ? "/api/" : "/apis/" + kind.group() + "/")
                + kind.version()
                + (namespace == null ? "" : "/namespaces/" + namespace)
                + "/"
                + kind.plural();
    }
}
