package io.gleaner.source.live;

import io.gleaner.source.ResourceKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Paths of the Kubernetes API, below the server's URL. */
final class ApiPath {
    private ApiPath() {}

    /**
     * @param namespace null for all namespaces and for cluster-scoped kinds
     * @param name null for the collection
     */
    static String of(ResourceKind kind, @Nullable String namespace, @Nullable String name) {
        StringBuilder path = new StringBuilder(kind.group().isEmpty() ? "/api/" : "/apis/" + kind.group() + "/")
                .append(kind.version());
        if (namespace != null) {
            path.append("/namespaces/").append(escaped(namespace));
        }
        path.append('/').append(kind.plural());
        if (name != null) {
            path.append('/').append(escaped(name));
        }
        return path.toString();
    }

    static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
