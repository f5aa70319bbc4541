package io.gleaner.source.live;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.gleaner.model.Text;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterRequestException.Reason;
import io.gleaner.source.SourceException;
import io.gleaner.source.SourceException.Problem;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Turns whatever went wrong on the way to an API server into words: the thing, the cause and the next step. */
final class ConnectionDoctor {
    private final ClusterContext context;

    ConnectionDoctor(ClusterContext context) {
        this.context = context;
    }

    SourceException diagnose(Throwable failure) {
        List<Throwable> chain = chain(failure);
        for (Throwable each : chain) {
            switch (each) {
                case SourceException known -> {
                    return known;
                }
                case ServerTrust.Refused refused -> {
                    return certificate(refused);
                }
                case ClusterRequestException request
                when request.reason() != Reason.UNREACHABLE -> {
                    return answered(request.reason(), String.valueOf(request.getMessage()));
                }
                case KubernetesClientException client
                when client.getCode() >= 300 -> {
                    return answered(ApiRequests.reason(client.getCode()), words(client));
                }
                default -> {
                    // A wrapper; what matters is further down.
                }
            }
        }
        return unanswered(chain);
    }

    /** No part of the Kubernetes API that a Harvester has is there. */
    SourceException noHarvester() {
        return new SourceException(
                Problem.NO_HARVESTER,
                Text.of("live.noHarvester", context.server(), context.name()),
                Text.of("live.noHarvester.next"));
    }

    /** Something answers, but not a Kubernetes API. */
    SourceException noKubernetes() {
        return new SourceException(
                Problem.OTHER, Text.of("live.noKubernetes", context.server()), Text.of("live.noKubernetes.next"));
    }

    /** The server is up but does not serve custom kinds yet, so that nothing can be said of what it has. */
    SourceException starting() {
        return unreachable(Text.of("live.cause.starting"), Text.of("live.serverError.next"));
    }

    SourceException timeout() {
        return unreachable(Text.of("live.cause.timeout"), Text.of("live.unreachable.next", context.name()));
    }

    /** The server's own words, else the exception's. */
    static String words(Throwable failure) {
        for (Throwable each : chain(failure)) {
            if (each instanceof KubernetesClientException client
                    && client.getStatus() != null
                    && client.getStatus().getMessage() != null) {
                return client.getStatus().getMessage();
            }
        }
        return chain(failure).reversed().stream()
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(failure.getClass().getSimpleName());
    }

    private SourceException answered(Reason reason, String words) {
        return switch (reason) {
            case UNAUTHORIZED ->
                new SourceException(
                        Problem.UNAUTHORIZED,
                        Text.of("live.unauthorized", context.server(), context.name()),
                        Text.of(
                                "live.unauthorized.next",
                                context.name(),
                                context.file().toString()));
            case FORBIDDEN ->
                new SourceException(
                        Problem.FORBIDDEN,
                        Text.of("live.forbidden", context.server(), words),
                        Text.of("live.forbidden.next", context.name()));
            case NOT_FOUND -> noKubernetes();
            case TOO_MANY_REQUESTS, SERVER_ERROR ->
                unreachable(Text.of("live.cause.serverError", words), Text.of("live.serverError.next"));
            default ->
                new SourceException(
                        Problem.OTHER,
                        Text.of("live.other", context.server(), words),
                        Text.of("live.other.next", context.name()));
        };
    }

    private SourceException certificate(ServerTrust.Refused refused) {
        return switch (refused.reason()) {
            case EXPIRED ->
                new SourceException(
                        Problem.CERTIFICATE_EXPIRED,
                        Text.of("live.certificate.serverExpired", context.server(), refused.until()),
                        Text.of("live.certificate.serverExpired.next"));
            case NOT_YET_VALID ->
                new SourceException(
                        Problem.CERTIFICATE_EXPIRED,
                        Text.of("live.certificate.serverNotYetValid", context.server(), refused.from()),
                        Text.of("live.certificate.notYetValid.next"));
            case OTHER_NAME ->
                new SourceException(
                        Problem.CERTIFICATE_UNTRUSTED,
                        Text.of("live.certificate.otherName", context.server(), refused.names()),
                        Text.of("live.certificate.otherName.next"));
            case UNKNOWN_AUTHORITY ->
                new SourceException(
                        Problem.CERTIFICATE_UNTRUSTED,
                        Text.of("live.certificate.untrusted", context.server(), refused.issuer()),
                        Text.of("live.certificate.untrusted.next", context.name()));
        };
    }

    /** The more telling exception may be the deeper one, so each cause is looked for in the whole chain. */
    private SourceException unanswered(List<Throwable> chain) {
        Text next = Text.of("live.unreachable.next", context.name());
        if (has(chain, UnknownHostException.class) || has(chain, UnresolvedAddressException.class)) {
            return unreachable(Text.of("live.cause.unknownHost", host()), Text.of("live.unknownHost.next"));
        }
        if (has(chain, HttpTimeoutException.class)
                || has(chain, SocketTimeoutException.class)
                || has(chain, TimeoutException.class)) {
            return unreachable(Text.of("live.cause.timeout"), next);
        }
        if (has(chain, NoRouteToHostException.class) || says(chain, "unreachable")) {
            return unreachable(Text.of("live.cause.noRoute"), next);
        }
        if (says(chain, "tunnel failed")) {
            return unreachable(Text.of("live.cause.proxy", words(chain.getFirst())), Text.of("live.proxy.next"));
        }
        if (has(chain, ConnectException.class)) {
            return unreachable(Text.of("live.cause.refused"), next);
        }
        if (has(chain, SSLException.class) && says(chain, "certificate")) {
            // An alert from the other side: it did not like ours.
            return answered(Reason.UNAUTHORIZED, "");
        }
        if (has(chain, SSLException.class) && says(chain, "unrecognized ssl message")) {
            return unreachable(Text.of("live.cause.noTls"), Text.of("live.noKubernetes.next"));
        }
        return unreachable(Text.of("live.cause.dropped", words(chain.getFirst())), next);
    }

    private static boolean has(List<Throwable> chain, Class<? extends Throwable> kind) {
        return chain.stream().anyMatch(kind::isInstance);
    }

    private static boolean says(List<Throwable> chain, String words) {
        return chain.stream()
                .anyMatch(each -> String.valueOf(each.getMessage())
                        .toLowerCase(Locale.ROOT)
                        .contains(words));
    }

    private SourceException unreachable(Text cause, Text next) {
        return new SourceException(Problem.UNREACHABLE, Text.of("live.unreachable", context.server(), cause), next);
    }

    private String host() {
        return String.valueOf(URI.create(context.server()).getHost());
    }

    /** Causes and suppressed exceptions, outermost first. */
    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> open = new ArrayDeque<>(List.of(failure));
        while (!open.isEmpty()) {
            Throwable each = open.removeFirst();
            if (seen.add(each)) {
                chain.add(each);
                if (each.getCause() != null) {
                    open.addLast(each.getCause());
                }
                open.addAll(List.of(each.getSuppressed()));
            }
        }
        return chain;
    }
}
