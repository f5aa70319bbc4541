package io.gleaner.source.live;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;

/**
 * Lists and watches of Secrets, whoever makes them, are answered by the API server without the Secrets' data: it sends {@code
 * PartialObjectMetadata}, and 406 rather than anything else.
 */
record MetadataOnly() implements Interceptor {
    private static final String TYPE = "application/json;as=%s;g=meta.k8s.io;v=v1";

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (request.uri().getPath().endsWith("/secrets")) {
            String query = request.uri().getQuery();
            boolean isWatch = query != null && query.contains("watch=true");
            builder.setHeader(
                    "Accept", TYPE.formatted(isWatch ? "PartialObjectMetadata" : "PartialObjectMetadataList"));
        }
    }
}
