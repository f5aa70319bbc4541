package io.gleaner.source.live;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.gleaner.model.ObjectRef;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterRequestException.Reason;
import io.gleaner.source.ClusterWriter;
import io.gleaner.source.ResourceKind;
import io.gleaner.source.SourceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads back and writes, on a connection of its own. A write is sent once: what was not answered may have been done, and only
 * the caller can find out.
 */
final class LiveClusterWriter implements ClusterWriter, AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    // A watch may die without a word; then a look every few seconds still finds what is waited for.
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration ATTENTION = Duration.ofMillis(100);
    private static final int PAGE = 500;
    private static final JsonMapper JSON = new JsonMapper();

    private final Connection connection;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable KubernetesClient client;
    private @Nullable Boolean validatesFields;

    LiveClusterWriter(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Optional<String> user() {
        for (String version : List.of("v1", "v1beta1", "v1alpha1")) {
            try {
                JsonNode review = ask(api -> api.send(
                        "POST",
                        "/apis/authentication.k8s.io/" + version + "/selfsubjectreviews",
                        ApiRequests.JSON_TYPE,
                        JSON.createObjectNode()
                                .put("apiVersion", "authentication.k8s.io/" + version)
                                .put("kind", "SelfSubjectReview")));
                String name =
                        review.path("status").path("userInfo").path("username").asString("");
                return Optional.of(name).filter(each -> !each.isEmpty());
            } catch (ClusterRequestException e) {
                if (e.reason() != Reason.NOT_FOUND && e.reason() != Reason.FORBIDDEN) {
                    throw e;
                }
            }
        }
        return connection.certificateUser();
    }

    @Override
    public boolean isAllowed(String verb, ResourceKind kind, @Nullable String namespace, @Nullable String name) {
        ObjectNode review = JSON.createObjectNode()
                .put("apiVersion", "authorization.k8s.io/v1")
                .put("kind", "SelfSubjectAccessReview");
        ObjectNode attributes = review.putObject("spec")
                .putObject("resourceAttributes")
                .put("verb", verb)
                .put("group", kind.group())
                .put("version", kind.version())
                .put("resource", kind.plural());
        if (namespace != null) {
            attributes.put("namespace", namespace);
        }
        if (name != null) {
            attributes.put("name", name);
        }
        return ask(api -> api.send(
                        "POST",
                        "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                        ApiRequests.JSON_TYPE,
                        review))
                .path("status")
                .path("allowed")
                .asBoolean(false);
    }

    @Override
    public ObjectNode get(ObjectRef ref) {
        return ask(api -> api.get(path(ref)));
    }

    @Override
    public List<ObjectNode> list(ResourceKind kind, @Nullable String namespace, @Nullable String labelSelector) {
        List<ObjectNode> all = new ArrayList<>();
        String next = "";
        do {
            String query = "?limit=" + PAGE
                    + (labelSelector == null ? "" : "&labelSelector=" + ApiPath.escaped(labelSelector))
                    + (next.isEmpty() ? "" : "&continue=" + ApiPath.escaped(next));
            ObjectNode page = ask(api -> api.get(ApiPath.of(kind, namespace, null) + query));
            for (JsonNode item : page.path("items")) {
                if (item instanceof ObjectNode object) {
                    // The API leaves these out inside a list.
                    all.add(object.put("apiVersion", kind.apiVersion()).put("kind", kind.kind()));
                }
            }
            next = page.path("metadata").path("continue").asString("");
        } while (!next.isEmpty());
        return all;
    }

    @Override
    public ObjectNode dryRun(ObjectRef ref, ArrayNode jsonPatch) {
        return patch(ref, jsonPatch, "&dryRun=All");
    }

    @Override
    public ObjectNode patch(ObjectRef ref, ArrayNode jsonPatch) {
        return patch(ref, jsonPatch, "");
    }

    @Override
    public void dryRunDelete(ObjectRef ref, String uid) {
        delete(ref, deletion(uid).set("dryRun", JSON.createArrayNode().add("All")));
    }

    @Override
    public void delete(ObjectRef ref, String uid) {
        delete(ref, deletion(uid));
    }

    @Override
    public Optional<ObjectNode> awaitCondition(
            ObjectRef ref, Predicate<ObjectNode> condition, Duration timeout, BooleanSupplier cancelled) {
        return PoolAwareWait.run(() -> follow(ref, condition, timeout, cancelled));
    }

    private Optional<ObjectNode> follow(
            ObjectRef ref, Predicate<ObjectNode> condition, Duration timeout, BooleanSupplier cancelled) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            Optional<ObjectNode> met = Optional.empty();
            try {
                ObjectNode object = get(ref);
                met = condition.test(object) ? Optional.of(object) : watch(ref, object, condition, deadline, cancelled);
            } catch (ClusterRequestException e) {
                if (!isPassing(e.reason())) {
                    throw e;
                }
            }
            if (met.isPresent()) {
                return met;
            }
            if (!pause(deadline, cancelled)) {
                return Optional.empty();
            }
        }
    }

    @Override
    public synchronized void close() {
        closed.countDown();
        forget();
    }

    private ObjectNode patch(ObjectRef ref, ArrayNode jsonPatch, String dryRun) {
        String query = "?fieldManager=" + FIELD_MANAGER + dryRun + (validatesFields() ? "&fieldValidation=Strict" : "");
        return ask(api -> api.send("PATCH", path(ref) + query, ApiRequests.JSON_PATCH_TYPE, jsonPatch));
    }

    /** Everything stands in the body: beside one, the server ignores the parameters of the query, a dry run included. */
    private void delete(ObjectRef ref, JsonNode options) {
        ask(api -> api.send("DELETE", path(ref), ApiRequests.JSON_TYPE, options));
    }

    private static ObjectNode deletion(String uid) {
        ObjectNode options = JSON.createObjectNode()
                .put("apiVersion", "v1")
                .put("kind", "DeleteOptions")
                .put("propagationPolicy", "Background");
        options.putObject("preconditions").put("uid", uid);
        return options;
    }

    /** From Kubernetes 1.25 on; what an older server would do with the parameter is not written anywhere. */
    private synchronized boolean validatesFields() {
        if (validatesFields == null) {
            JsonNode version = ask(api -> api.get("/version"));
            int major = leadingNumber(version.path("major").asString(""));
            int minor = leadingNumber(version.path("minor").asString(""));
            validatesFields = major > 1 || major == 1 && minor >= 25;
        }
        return validatesFields;
    }

    /**
     * Until the condition holds, the watch ends, nothing is heard for a while, or there is no more reason to wait; empty in all
     * cases but the first.
     */
    private Optional<ObjectNode> watch(
            ObjectRef ref, ObjectNode from, Predicate<ObjectNode> condition, long deadline, BooleanSupplier cancelled) {
        LinkedBlockingQueue<Optional<ObjectNode>> events = new LinkedBlockingQueue<>();
        KubernetesClient current = client();
        try (Watch _ = place(current, ref)
                .watch(
                        new ListOptionsBuilder()
                                .withResourceVersion(from.path("metadata")
                                        .path("resourceVersion")
                                        .asString(""))
                                .build(),
                        new Follower(current, events))) {
            long lookAgain = Math.min(deadline, System.nanoTime() + LOOK_AGAIN.toNanos());
            while (!cancelled.getAsBoolean() && System.nanoTime() < lookAgain) {
                Optional<ObjectNode> event = events.poll(ATTENTION.toMillis(), TimeUnit.MILLISECONDS);
                if (event != null && (event.isEmpty() || condition.test(event.get()))) {
                    return event;
                }
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterRequestException(Reason.UNREACHABLE, "interrupted", e);
        }
    }

    /** Puts events into a queue; an empty one says that there will be no more. */
    private record Follower(KubernetesClient client, LinkedBlockingQueue<Optional<ObjectNode>> events)
            implements Watcher<GenericKubernetesResource> {
        @Override
        public void eventReceived(Action action, GenericKubernetesResource resource) {
            if (action == Action.ADDED || action == Action.MODIFIED) {
                events.add(Optional.of(client.getKubernetesSerialization().convertValue(resource, ObjectNode.class)));
            } else if (action != Action.BOOKMARK) {
                events.add(Optional.empty());
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            events.add(Optional.empty());
        }

        @Override
        public void onClose() {
            events.add(Optional.empty());
        }
    }

    /** A short rest between two looks; false when there is no more reason to wait. */
    private boolean pause(long deadline, BooleanSupplier cancelled) {
        long end = Math.min(deadline, System.nanoTime() + RETRY.toNanos());
        while (System.nanoTime() < end) {
            if (cancelled.getAsBoolean()) {
                return false;
            }
            try {
                long rest = Math.min(ATTENTION.toNanos(), end - System.nanoTime());
                if (closed.await(rest, TimeUnit.NANOSECONDS)) {
                    return false;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ClusterRequestException(Reason.UNREACHABLE, "interrupted", e);
            }
        }
        return !cancelled.getAsBoolean() && System.nanoTime() < deadline;
    }

    private <T> T ask(Function<ApiRequests, T> question) {
        KubernetesClient current = client();
        try {
            return question.apply(new ApiRequests(current, TIMEOUT));
        } catch (ClusterRequestException e) {
            if (e.reason() == Reason.UNREACHABLE) {
                // The JDK keeps a dead HTTP/2 connection until TCP gives up on it, many minutes later.
                forget(current);
            }
            throw e;
        } catch (SourceException e) {
            throw new ClusterRequestException(Reason.UNAUTHORIZED, "no credentials: " + e.problem(), e);
        }
    }

    private synchronized KubernetesClient client() {
        if (closed.getCount() == 0) {
            throw new ClusterRequestException(Reason.UNREACHABLE, "the connection is closed");
        }
        if (client == null) {
            try {
                client = connection.newClient(() -> {});
            } catch (SourceException e) {
                throw new ClusterRequestException(Reason.UNAUTHORIZED, "no credentials: " + e.problem(), e);
            }
        }
        return client;
    }

    private synchronized void forget(KubernetesClient used) {
        if (client == used) {
            forget();
        }
    }

    private synchronized void forget() {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    private static boolean isPassing(Reason reason) {
        return reason == Reason.UNREACHABLE || reason == Reason.SERVER_ERROR || reason == Reason.TOO_MANY_REQUESTS;
    }

    private static io.fabric8.kubernetes.client.dsl.Resource<GenericKubernetesResource> place(
            KubernetesClient client, ObjectRef ref) {
        var all = client.genericKubernetesResources(ScopeReading.definition(ResourceKind.of(ref)));
        return ref.namespace() == null
                ? all.withName(ref.name())
                : all.inNamespace(ref.namespace()).withName(ref.name());
    }

    private static String path(ObjectRef ref) {
        return ApiPath.of(ResourceKind.of(ref), ref.namespace(), ref.name());
    }

    private static int leadingNumber(String text) {
        String digits = text.replaceFirst("\\D.*$", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
