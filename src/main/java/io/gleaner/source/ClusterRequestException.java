package io.gleaner.source;

import java.io.Serial;

/** A request the API server refused or never answered. The message is the server's own, without secrets. */
public final class ClusterRequestException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Why, in the terms of the API. */
    public enum Reason {
        NOT_FOUND,
        /** 409: the object changed in between. */
        CONFLICT,
        /** 422: a JSON-Patch {@code test} failed, or the object would be invalid. The server does not say which. */
        INVALID,
        FORBIDDEN,
        UNAUTHORIZED,
        /** 429. */
        TOO_MANY_REQUESTS,
        /** 5xx. */
        SERVER_ERROR,
        /** No answer: the change may or may not have been made. */
        UNREACHABLE,
        /** Any other answer. */
        OTHER
    }

    private final Reason reason;

    public ClusterRequestException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public ClusterRequestException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
