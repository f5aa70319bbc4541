package io.gleaner.source.live;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterRequestException.Reason;
import io.gleaner.source.SourceException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests as they are, one attempt each: fabric8's own operations read before they patch, retry, and hide what the server
 * said.
 */
final class ApiRequests {
    static final String JSON_TYPE = "application/json";
    static final String JSON_PATCH_TYPE = "application/json-patch+json";

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_MESSAGE = 500;

    private final KubernetesClient client;
    private final String base;
    private final Duration timeout;

    ApiRequests(KubernetesClient client, Duration timeout) {
        this.client = client;
        this.base = client.getConfiguration().getMasterUrl().replaceAll("/+$", "");
        this.timeout = timeout;
    }

    /**
     * @param pathAndQuery below the server's URL, starting with a slash
     * @throws ClusterRequestException for every answer but a 2xx, and for none
     */
    ObjectNode get(String pathAndQuery) {
        return send("GET", pathAndQuery, null, null);
    }

    /** As {@link #get}, with a body. */
    ObjectNode send(String method, String pathAndQuery, @Nullable String contentType, @Nullable JsonNode body) {
        HttpRequest.Builder request = request(pathAndQuery).header("Accept", JSON_TYPE);
        if (body != null) {
            request.method(method, contentType, body.toString());
        }
        HttpResponse<String> response = success(request);
        try {
            if (JSON.readTree(response.body()) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException _) {
            // Told below: the body of some other service is of no use to anybody.
        }
        throw new ClusterRequestException(
                Reason.OTHER, "the answer to " + method + " " + pathAndQuery + " is not JSON");
    }

    /** As {@link #get}, for what is no JSON. */
    String text(String pathAndQuery) {
        return success(request(pathAndQuery)).body();
    }

    /** Whether this path answers at all with success; used where the body does not matter. */
    void ping(String pathAndQuery) {
        success(request(pathAndQuery));
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        return client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(URI.create(base + pathAndQuery))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private HttpResponse<String> success(HttpRequest.Builder request) {
        HttpResponse<String> response = answer(request.build());
        if (!response.isSuccessful()) {
            throw new ClusterRequestException(reason(response.code()), message(response.code(), response.body()));
        }
        return response;
    }

    static Reason reason(int code) {
        return switch (code) {
            case 401 -> Reason.UNAUTHORIZED;
            case 403 -> Reason.FORBIDDEN;
            case 404 -> Reason.NOT_FOUND;
            case 409 -> Reason.CONFLICT;
            case 422 -> Reason.INVALID;
            case 429 -> Reason.TOO_MANY_REQUESTS;
            default -> code >= 500 ? Reason.SERVER_ERROR : Reason.OTHER;
        };
    }

    private HttpResponse<String> answer(HttpRequest request) {
        CompletableFuture<HttpResponse<String>> pending;
        try {
            pending = client.getHttpClient().sendAsync(request, String.class);
        } catch (IllegalStateException e) {
            // The client was closed while we were about to ask.
            throw unreachable(e);
        }
        try {
            // The transport's own timeout ends with the headers; this one covers a body that never comes.
            return pending.get(timeout.toMillis() + 500, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw unreachable(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw unreachable(e);
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
    }

    private static RuntimeException unreachable(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof SourceException known) {
                return known;
            }
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new ClusterRequestException(Reason.UNREACHABLE, message, cause);
    }

    /** The Status object's message; for other bodies (a proxy's page) just the number. */
    private static String message(int code, @Nullable String body) {
        try {
            String message = body == null
                    ? ""
                    : JSON.readTree(body).path("message").asString("").strip();
            if (!message.isEmpty()) {
                return message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "…" : message;
            }
        } catch (JacksonException _) {
            // Not JSON: the number has to do.
        }
        return "HTTP " + code;
    }
}
