package io.gleaner.recovery;

import io.gleaner.model.Text;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterRequestException.Reason;

/** Says why the API server did not do what it was asked to, with the next step. */
public final class RequestFailure {
    private RequestFailure() {}

    public static Text text(ClusterRequestException failure) {
        String message = Redaction.of(String.valueOf(failure.getMessage()));
        return switch (failure.reason()) {
            case NOT_FOUND -> Text.of("recovery.request.notFound", message);
            case CONFLICT -> Text.of("recovery.request.conflict", message);
            case INVALID -> Text.of("recovery.request.invalid", message);
            case FORBIDDEN -> Text.of("recovery.request.forbidden", message);
            case UNAUTHORIZED -> Text.of("recovery.request.unauthorized", message);
            case TOO_MANY_REQUESTS -> Text.of("recovery.request.tooMany", message);
            case SERVER_ERROR -> Text.of("recovery.request.serverError", message);
            case UNREACHABLE -> Text.of("recovery.request.unreachable", message);
            case OTHER -> Text.of("recovery.request.other", message);
        };
    }

    static boolean isRefusedByRights(ClusterRequestException failure) {
        return failure.reason() == Reason.FORBIDDEN || failure.reason() == Reason.UNAUTHORIZED;
    }

    /** The object is not what the patch expected; the server does not say in which way. */
    static boolean isChangedUnderneath(ClusterRequestException failure) {
        return failure.reason() == Reason.CONFLICT || failure.reason() == Reason.INVALID;
    }

    /** Trouble on the way that may be over in a moment. */
    static boolean isPassing(ClusterRequestException failure) {
        return switch (failure.reason()) {
            case UNREACHABLE, SERVER_ERROR, TOO_MANY_REQUESTS, NOT_FOUND, CONFLICT -> true;
            case INVALID, FORBIDDEN, UNAUTHORIZED, OTHER -> false;
        };
    }

    /** The server refused before it changed anything; otherwise the change may have been made although no answer came. */
    static boolean isCertainlyNotDone(ClusterRequestException failure) {
        return switch (failure.reason()) {
            case NOT_FOUND, CONFLICT, INVALID, FORBIDDEN, UNAUTHORIZED, TOO_MANY_REQUESTS -> true;
            case SERVER_ERROR, UNREACHABLE, OTHER -> false;
        };
    }
}
