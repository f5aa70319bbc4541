package io.gleaner.source.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.gleaner.source.ResourceKind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * As much of an API server as a client can tell over HTTP, on loopback: prepared answers by method and path, lists and watches
 * of all kinds, and a record of what was asked.
 */
final class FakeApiServer implements AutoCloseable {
    static final JsonMapper JSON = new JsonMapper();
    private static final byte[] END = {};
    private static final int NEVER = -1;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, List<BlockingQueue<byte[]>>> watches = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    record Answer(int status, String body) {}

    record Request(String method, String path, String query, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }
    }

    private FakeApiServer(HttpServer server) {
        this.server = server;
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    static FakeApiServer start() {
        return start(0);
    }

    static FakeApiServer start(int port) {
        try {
            FakeApiServer fake = new FakeApiServer(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
            fake.answer("GET", "/version", 200, version("1", "28"));
            fake.answer("GET", "/readyz", 200, "ok");
            fake.answer("GET", "/api/v1/namespaces/default", 200, "{\"kind\":\"Namespace\"}");
            Arrays.stream(ResourceKind.values())
                    .forEach(kind -> Stream.concat(kind.scopes().stream(), kind.narrowScope().stream())
                            .forEach(scope -> fake.objects(kind, scope.namespace())));
            return fake;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static String version(String major, String minor) {
        return "{\"major\":\"%s\",\"minor\":\"%s\",\"gitVersion\":\"v%s.%s.0\"}".formatted(major, minor, major, minor);
    }

    static String status(int code, String message) {
        return JSON.createObjectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("message", message)
                .put("code", code)
                .toString();
    }

    static ObjectNode object(ResourceKind kind, @Nullable String namespace, String name) {
        ObjectNode object =
                JSON.createObjectNode().put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
        ObjectNode metadata = object.putObject("metadata").put("name", name).put("resourceVersion", "7");
        metadata.put("uid", "uid-" + name);
        if (namespace != null) {
            metadata.put("namespace", namespace);
        }
        return object;
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<Request> requests() {
        return requests;
    }

    List<Request> requests(String method) {
        return requests.stream().filter(each -> each.method().equals(method)).toList();
    }

    FakeApiServer answer(String method, String path, int status, String body) {
        answers.put(method + " " + path, new Answer(status, body));
        return this;
    }

    /** What a list of this kind and place holds. */
    FakeApiServer objects(ResourceKind kind, @Nullable String namespace, ObjectNode... items) {
        ObjectNode list =
                JSON.createObjectNode().put("apiVersion", kind.apiVersion()).put("kind", kind.kind() + "List");
        list.putObject("metadata").put("resourceVersion", "10");
        if (kind == ResourceKind.SECRET && items.length == 0) {
            // A list of metadata looks like this when there is none.
            list.putNull("items");
        } else {
            ArrayNode array = list.putArray("items");
            Arrays.stream(items).forEach(array::add);
        }
        return answer("GET", ApiPath.of(kind, namespace, null), 200, list.toString());
    }

    /** No answer to a list of this place comes before the end. */
    FakeApiServer delay(String path) {
        return answer("GET", path, NEVER, "");
    }

    /** How many watches of this place are open. */
    int watchers(ResourceKind kind, @Nullable String namespace) {
        return watches.getOrDefault(ApiPath.of(kind, namespace, null), List.of())
                .size();
    }

    /** Sends an event to all watches of this place, in pieces of a few bytes. */
    void push(ResourceKind kind, @Nullable String namespace, String type, ObjectNode object) {
        String event = JSON.createObjectNode().put("type", type).set("object", object) + "\n";
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        for (BlockingQueue<byte[]> watch : watches.getOrDefault(ApiPath.of(kind, namespace, null), List.of())) {
            for (int from = 0; from < bytes.length; from += 50) {
                watch.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 50)));
            }
        }
    }

    /** Ends all watches of this place, as a server does after some minutes. */
    void endWatches(ResourceKind kind, @Nullable String namespace) {
        watches.getOrDefault(ApiPath.of(kind, namespace, null), List.of()).forEach(watch -> watch.add(END));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getQuery() == null
                ? ""
                : exchange.getRequestURI().getQuery();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(
                new Request(exchange.getRequestMethod(), path, query, Map.copyOf(exchange.getRequestHeaders()), body));
        Answer answer = answers.getOrDefault(
                exchange.getRequestMethod() + " " + path, new Answer(404, status(404, "no such path " + path)));
        if (query.contains("watch=true") && answer.status() == 200) {
            watch(exchange, path);
            return;
        }
        if (answer.status() == NEVER) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private void watch(HttpExchange exchange, String path) throws IOException {
        BlockingQueue<byte[]> events = new LinkedBlockingQueue<>();
        List<BlockingQueue<byte[]>> open = watches.computeIfAbsent(path, _ -> new CopyOnWriteArrayList<>());
        open.add(events);
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.flush();
            for (byte[] piece = events.take(); piece != END; piece = events.take()) {
                out.write(piece);
                out.flush();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(events);
        }
    }
}
