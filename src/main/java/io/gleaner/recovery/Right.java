package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import io.gleaner.source.ClusterWriter;
import io.gleaner.source.ResourceKind;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One SelfSubjectAccessReview to be asked. */
record Right(
        String verb,
        ResourceKind kind,
        @Nullable String namespace,
        @Nullable String name) {

    static Right list(ResourceKind kind, @Nullable String namespace) {
        return new Right("list", kind, namespace, null);
    }

    /** What it takes to follow one object. */
    static List<Right> toFollow(ObjectRef object) {
        ResourceKind kind = ResourceKind.of(object);
        return Stream.of("get", "watch")
                .map(verb -> new Right(verb, kind, object.namespace(), object.name()))
                .toList();
    }

    /** What it takes to read and follow all objects of a place. */
    static List<Right> toRead(ResourceKind kind, @Nullable String namespace) {
        return Stream.of("get", "list", "watch")
                .map(verb -> new Right(verb, kind, namespace, null))
                .toList();
    }

    Preview.Permission ask(ClusterWriter cluster) {
        String place = namespace == null ? "*" : namespace;
        String scope = kind.isNamespaced() || name == null ? place : "";
        return new Preview.Permission(
                Text.of(
                        "recovery.right",
                        verb,
                        kind.qualifiedName(),
                        name == null ? place : scope.isEmpty() ? name : scope + "/" + name),
                cluster.isAllowed(verb, kind, namespace, name));
    }
}
