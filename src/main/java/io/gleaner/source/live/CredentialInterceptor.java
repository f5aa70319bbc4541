package io.gleaner.source.live;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.concurrent.CompletableFuture;

/** Sends the credentials with every request, and once more, renewed, with one that was not let in. */
record CredentialInterceptor(Credentials credentials) implements Interceptor {
    private static final int UNAUTHORIZED = 401;

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        credentials.header().ifPresent(value -> builder.setHeader("Authorization", value));
    }

    @Override
    public CompletableFuture<Boolean> afterFailure(BasicBuilder builder, HttpResponse<?> response, RequestTags tags) {
        if (response.code() != UNAUTHORIZED || !credentials.renew()) {
            return CompletableFuture.completedFuture(false);
        }
        credentials.header().ifPresent(value -> builder.setHeader("Authorization", value));
        return CompletableFuture.completedFuture(true);
    }
}
