package io.gleaner.source.scenario;

import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterRequestException.Reason;
import io.gleaner.source.ResourceKind;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks and what that user may do, decided per verb and kind as RBAC would.
 *
 * @param user as the API server names it in a refusal
 */
public record AccessPolicy(String user, Rule rule) {
    /** What is allowed. */
    @FunctionalInterface
    public interface Rule {
        boolean allows(String verb, ResourceKind kind);
    }

    private static final Set<String> READING = Set.of("get", "list", "watch");

    /** A member of {@code system:masters}. */
    public static AccessPolicy administrator() {
        return new AccessPolicy("system:admin", (_, _) -> true);
    }

    /** May look, but not everywhere, and change nothing. */
    public static AccessPolicy readOnly(String user, Set<ResourceKind> hidden) {
        return new AccessPolicy(user, (verb, kind) -> READING.contains(verb) && !hidden.contains(kind));
    }

    /** @throws ClusterRequestException FORBIDDEN in the API server's words */
    void require(String verb, ResourceKind kind, @Nullable String namespace, @Nullable String name) {
        refusal(verb, kind, namespace, name).ifPresent(words -> {
            throw new ClusterRequestException(Reason.FORBIDDEN, words);
        });
    }

    /** The API server's words; empty when the user may. */
    Optional<String> refusal(String verb, ResourceKind kind, @Nullable String namespace, @Nullable String name) {
        if (rule.allows(verb, kind)) {
            return Optional.empty();
        }
        String object = name == null ? kind.qualifiedName() : "%s \"%s\"".formatted(kind.qualifiedName(), name);
        String place = namespace == null ? "at the cluster scope" : "in the namespace \"%s\"".formatted(namespace);
        return Optional.of("%s is forbidden: User \"%s\" cannot %s resource \"%s\" in API group \"%s\" %s"
                .formatted(object, user, verb, kind.plural(), kind.group(), place));
    }
}
